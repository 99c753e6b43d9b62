/**
 * Hands the shopper a file. It is made in the page and goes nowhere else.
 *
 * @param name of the file
 * @param text JSON
 */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin to read only when the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
