// Notes, in a page or a worker, what is read that tells one device from another: `readings` has `NAME` or `NAME(ARGUMENT)`, and what was given. It is
// loaded before the library. What a page's layout needs (sizes of elements) and random numbers are not among it.
globalThis.readings = [];

/** Everything that fingerprinting scripts are known to read, by the class that has it. A name with () is a method; its first argument is noted too where it is a text or number. */
const READ = {
  Navigator:
    'userAgent appVersion appName appCodeName platform vendor product productSub oscpu buildID language languages plugins mimeTypes hardwareConcurrency deviceMemory maxTouchPoints connection userAgentData cookieEnabled doNotTrack globalPrivacyControl webdriver pdfViewerEnabled mediaDevices keyboard mediaCapabilities permissions bluetooth usb hid serial gpu getBattery() getGamepads() javaEnabled() requestMediaKeySystemAccess() requestMIDIAccess()',
  NavigatorUAData: 'brands mobile platform getHighEntropyValues() toJSON()',
  Screen: 'width height availWidth availHeight availLeft availTop colorDepth pixelDepth orientation isExtended',
  HTMLCanvasElement: 'toDataURL() toBlob() getContext()',
  OffscreenCanvas: 'convertToBlob() transferToImageBitmap() getContext()',
  CanvasRenderingContext2D: 'getImageData() measureText() isPointInPath() isPointInStroke()',
  OffscreenCanvasRenderingContext2D: 'getImageData() measureText() isPointInPath() isPointInStroke()',
  WebGLRenderingContext:
    'getParameter() getSupportedExtensions() getExtension() getShaderPrecisionFormat() getContextAttributes() readPixels()',
  WebGL2RenderingContext:
    'getParameter() getSupportedExtensions() getExtension() getShaderPrecisionFormat() getContextAttributes() getInternalformatParameter() readPixels()',
  GPU: 'requestAdapter() getPreferredCanvasFormat() wgslLanguageFeatures',
  GPUAdapter: 'info features limits isFallbackAdapter requestAdapterInfo() requestDevice()',
  GPUDevice: 'adapterInfo features limits',
  BaseAudioContext: 'sampleRate destination createOscillator() createAnalyser() createDynamicsCompressor()',
  AudioBuffer: 'getChannelData() copyFromChannel()',
  MediaDevices: 'enumerateDevices() getUserMedia()',
  MediaCapabilities: 'decodingInfo() encodingInfo()',
  HTMLMediaElement: 'canPlayType()',
  SpeechSynthesis: 'getVoices()',
  Permissions: 'query()',
  Keyboard: 'getLayoutMap()',
  StorageManager: 'estimate()',
  Document: 'fonts referrer cookie',
  FontFaceSet: 'check() load() values()',
  FontFace: 'load()',
  Date: 'getTimezoneOffset()',
  'Intl.DateTimeFormat': 'resolvedOptions()',
  'Intl.NumberFormat': 'resolvedOptions()',
  'Intl.Collator': 'resolvedOptions()',
  'Intl.PluralRules': 'resolvedOptions()',
  Performance: 'memory measureUserAgentSpecificMemory()',
  Window:
    'matchMedia() queryLocalFonts() devicePixelRatio outerWidth outerHeight screen screenX screenY screenLeft screenTop speechSynthesis visualViewport name',
};
const BUILT = [
  'OffscreenCanvas',
  'AudioContext',
  'OfflineAudioContext',
  'webkitAudioContext',
  'RTCPeerConnection',
  'FontFace',
  'PressureObserver',
  'Accelerometer',
  'Gyroscope',
];

/** WebGL's numbers that only an extension has. */
const EXTENSION_NUMBERS = { 37445: 'UNMASKED_VENDOR_WEBGL', 37446: 'UNMASKED_RENDERER_WEBGL', 34047: 'MAX_TEXTURE_MAX_ANISOTROPY_EXT' };
const constantOf = (context, value) =>
  Object.keys(Object.getPrototypeOf(context)).find((name) => /^[A-Z0-9_]+$/.test(name) && context[name] === value) ??
  EXTENSION_NUMBERS[value] ??
  value;
let isNoting = false;
/** Texts and numbers that were given: by themselves, or as members of an object that tells of the device. */
const given = (value) => {
  if (typeof value !== 'object' || value === null) return [String(value)];
  const found = [];
  if (
    !/^(GPUAdapterInfo|GPUSupportedLimits|NetworkInformation|NavigatorUAData|MimeTypeArray|PluginArray|Array)$/.test(
      value.constructor?.name,
    )
  )
    return found;
  for (const key in value) {
    const member = value[key];
    if (typeof member === 'string' || typeof member === 'number') found.push(String(member));
  }
  return found;
};
const put = (name, value) => {
  if (isNoting) return;
  isNoting = true;
  readings.push([name, ...given(value)]);
  isNoting = false;
};

for (const [path, members] of Object.entries(READ)) {
  const made = path.split('.').reduce((owner, name) => owner?.[name], globalThis);
  for (const owner of [
    made?.prototype,
    path === 'Window' ? globalThis.window : path === 'Navigator' ? globalThis.WorkerNavigator?.prototype : undefined,
  ]) {
    for (const member of owner ? members.split(' ') : []) {
      const name = member.replace('()', '');
      const real = Object.getOwnPropertyDescriptor(owner, name);
      if (!real?.configurable) continue;
      const called = `${path}.${name}`;
      if (real.get) {
        Object.defineProperty(owner, name, {
          ...real,
          get() {
            const value = real.get.call(this);
            put(called, value);
            return value;
          },
        });
      } else if (typeof real.value === 'function') {
        const method = real.value;
        Object.defineProperty(owner, name, {
          ...real,
          value(...asked) {
            const value = method.apply(this, asked);
            const about = name === 'getParameter' ? constantOf(this, asked[0]) : asked[0];
            put(typeof about === 'string' || name === 'getParameter' ? `${called}(${about})` : called, value);
            return value;
          },
        });
      }
    }
  }
}
for (const name of BUILT) {
  if (globalThis[name] === undefined) continue;
  globalThis[name] = new Proxy(globalThis[name], {
    construct: (real, asked) => {
      put(`new ${name}`, '');
      return new real(...asked);
    },
  });
}
