package io.eventbus.it;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;

/** Turns a connector's records into Kafka's as Kafka Connect does, by the converters it is told. */
final class ConnectConverters {

  private final Converter keys;
  private final Converter values;
  private final HeaderConverter headers;

  ConnectConverters(Map<String, String> config) throws ReflectiveOperationException {
    keys = create(config, "key.converter", Converter.class);
    keys.configure(below(config, "key.converter."), true);
    values = create(config, "value.converter", Converter.class);
    values.configure(below(config, "value.converter."), false);
    headers = create(config, "header.converter", HeaderConverter.class);
    headers.configure(below(config, "header.converter."));
  }

  ProducerRecord<byte[], byte[]> convert(SourceRecord record) {
    var topic = record.topic();
    var converted = new RecordHeaders();
    for (var header : record.headers()) {
      converted.add(
          header.key(),
          headers.fromConnectHeader(topic, header.key(), header.schema(), header.value()));
    }
    return new ProducerRecord<>(
        topic,
        record.kafkaPartition(),
        record.timestamp(),
        keys.fromConnectData(topic, converted, record.keySchema(), record.key()),
        values.fromConnectData(topic, converted, record.valueSchema(), record.value()),
        converted);
  }

  private static <T> T create(Map<String, String> config, String name, Class<T> type)
      throws ReflectiveOperationException {
    return Class.forName(config.get(name)).asSubclass(type).getDeclaredConstructor().newInstance();
  }

  private static Map<String, String> below(Map<String, String> config, String prefix) {
    return config.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
  }
}
