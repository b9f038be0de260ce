// The tokenizer package imports sharp at load time for image models. OT Scribe reads no images,
// so the native library (20 MB, LGPL) is not shipped; a call would be a bug and says so.
module.exports = function sharp() {
  throw new Error('sharp is not shipped with OT Scribe: no image is ever processed');
};
