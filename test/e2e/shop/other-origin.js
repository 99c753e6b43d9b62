// A tag whose address is that of another host: `?from=https://host/`.
const tag = document.createElement('script');
tag.nonce = 'shop';
tag.src = `${new URLSearchParams(location.search).get('from')}onshelf.js`;
tag.crossOrigin = 'anonymous';
Object.assign(tag.dataset, { pack: '/pack/pack.json', backend: 'js' });
document.head.append(tag);
