package io.eventbus.codec;

/** JSON within bytes that may hold more than that. Not copied. */
final class JsonBytes {

  private final byte[] bytes;
  private final int offset;
  private final int length;

  JsonBytes(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  JsonBytes(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }
}
