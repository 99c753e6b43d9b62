'use client';
import { defineElements } from 'onshelf/elements';
import { useEffect } from 'react';
import { shelf } from '../shop-shelf';

/** What the shop knows about the shopper, with the buttons to change it. */
export default function Known() {
  useEffect(() => defineElements(shelf), []);
  return (
    <>
      <h1>Your data</h1>
      <onshelf-panel />
    </>
  );
}
