import { defineStore } from 'pinia';

export const useCartStore = defineStore('cart', {
  state: () => ({ lines: [] as { variantId: number; quantity: number }[] }),
  getters: { count: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0) },
  actions: {
    add(variantId: number) {
      const line = this.lines.find((one) => one.variantId === variantId);
      if (line) line.quantity++;
      else this.lines.push({ variantId, quantity: 1 });
    },
  },
});
