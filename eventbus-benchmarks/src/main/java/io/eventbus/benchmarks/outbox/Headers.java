package io.eventbus.benchmarks.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers as bytes, in the quickest way that one would write by hand. */
final class Headers {

  private Headers() {}

  static byte[] write(org.apache.kafka.common.header.Headers headers) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (var header : headers) {
        out.writeUTF(header.key());
        out.writeShort(header.value().length);
        out.write(header.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static RecordHeaders read(byte[] bytes) {
    var headers = new RecordHeaders();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (in.available() > 0) {
        headers.add(in.readUTF(), in.readNBytes(in.readShort()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return headers;
  }
}
