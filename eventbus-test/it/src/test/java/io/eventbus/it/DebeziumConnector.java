package io.eventbus.it;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.eventbus.test.KafkaCluster;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's engine with the configuration of the page about the outbox. What it reads it writes to
 * Kafka, as Kafka Connect does.
 */
final class DebeziumConnector implements AutoCloseable {

  private static final String CONFIG = "debezium-outbox.properties";

  private final KafkaCluster kafka;
  private final ConnectConverters converters;
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

  /** One that is known to Debezium by this name. */
  DebeziumConnector(String name, KafkaCluster kafka, EmbeddedPostgres postgres, Path offsets)
      throws Exception {
    this.kafka = kafka;
    var config = config(name, postgres, offsets);
    converters =
        new ConnectConverters(
            config.stringPropertyNames().stream()
                .collect(Collectors.toMap(option -> option, config::getProperty)));
    engine =
        DebeziumEngine.create(Connect.class)
            .using(config)
            .using(new Started(started))
            .using((success, message, error) -> failed(message, error))
            .notifying(this::write)
            .build();
  }

  /** Returns when it reads. */
  void start() {
    ended = CompletableFuture.runAsync(engine, run -> new Thread(run, "debezium").start());
    started.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private void failed(String message, @Nullable Throwable error) {
    started.completeExceptionally(new IllegalStateException(message, error));
  }

  private static Properties config(String name, EmbeddedPostgres postgres, Path offsets)
      throws IOException {
    var config = new Properties();
    try (var page = DebeziumConnector.class.getResourceAsStream(CONFIG)) {
      config.load(page);
    }
    config.put("heartbeat.interval.ms", "100"); // else none would come while a test runs
    config.put("name", name);
    config.put("topic.prefix", name);
    config.put("database.hostname", "localhost");
    config.put("database.port", Integer.toString(postgres.getPort()));
    config.put("database.user", "postgres");
    config.put("database.password", "postgres");
    config.put("database.dbname", "postgres");
    config.put("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
    config.put("offset.storage.file.filename", offsets.toString());
    return config;
  }

  private void write(
      List<ChangeEvent<SourceRecord, SourceRecord>> changes,
      DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    var records = changes.stream().map(change -> converters.convert(change.value())).toList();
    try {
      Fixture.send(kafka, records);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    for (var change : changes) {
      committer.markProcessed(change);
    }
    committer.markBatchFinished();
  }

  /** Ends it after it has saved its position. */
  @Override
  public void close() throws IOException {
    engine.close();
    ended.join();
  }

  private record Started(CompletableFuture<Void> future)
      implements DebeziumEngine.ConnectorCallback {
    @Override
    public void pollingStarted() {
      future.complete(null);
    }
  }
}
