/** What the shop knows about the shopper, with the buttons to change it. */
export function KnownPage() {
  return (
    <>
      <h1>Your data</h1>
      <onshelf-panel />
    </>
  );
}
