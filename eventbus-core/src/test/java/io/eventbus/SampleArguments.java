package io.eventbus;

import io.eventbus.SampleEvents.TeacherCreatedIntegrationEvent;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventFormat;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.EventHeaders;
import io.eventbus.codec.EventLabel;
import io.eventbus.codec.EventTypes;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.codec.Upcaster;
import io.eventbus.codec.Upcasters;
import io.eventbus.consume.AsyncEventHandler;
import io.eventbus.consume.BatchEventHandler;
import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.ConsumerParts;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventConsumerBuilder;
import io.eventbus.consume.EventConsumers;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.EventHandler;
import io.eventbus.consume.RecordHandler;
import io.eventbus.consume.StartFrom;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.deadletter.DeadLetter;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.deadletter.DeadLetterReason;
import io.eventbus.deadletter.DeadLetterWriter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.Death;
import io.eventbus.deadletter.FailedRecord;
import io.eventbus.deadletter.LetterId;
import io.eventbus.deadletter.LetterOrigin;
import io.eventbus.deadletter.Redrive;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.inbox.Inbox;
import io.eventbus.inbox.InboxStore;
import io.eventbus.inbox.TransactionalBatchHandler;
import io.eventbus.inbox.TransactionalHandler;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.observe.BusMeters;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.GroupMeters;
import io.eventbus.observe.HandlerMeters;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.MemberMeters;
import io.eventbus.observe.MessageSpan;
import io.eventbus.observe.Observability;
import io.eventbus.observe.OutboxReading;
import io.eventbus.observe.PublishMeters;
import io.eventbus.observe.SendSpan;
import io.eventbus.observe.TopicMeters;
import io.eventbus.outbox.CurrentTransaction;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxShards;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.outbox.OutboxWriter;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.outbox.Transactions;
import io.eventbus.publish.EventEncoder;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.OrderedSender;
import io.eventbus.publish.PublishFallback;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishOutcome;
import io.eventbus.publish.PublishedEvent;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.publish.RecordSender;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.topic.TopicNaming;
import io.eventbus.topic.TopicSpec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;

/** Something of each type that public methods take, and of each that has such methods. */
final class SampleArguments {

  private static final EventBus BUS =
      EventBus.builder().bootstrapServers("localhost:1").source("s").build();

  private SampleArguments() {}

  static void close() {
    BUS.close(Duration.ZERO);
  }

  static Map<Class<?>, Object> all() {
    var samples = new HashMap<Class<?>, Object>();
    var codec = new EventCodec(CodecLimits.defaults());
    var event = SampleEvents.teacherCreated();
    var metadata = new EventMetadata("i", "s", "t", 1, Instant.EPOCH, null, null, null, null);
    var encoded = new EncodedEvent("t", null, List.of(), new byte[0]);
    var origin = new RecordOrigin(0, 0, Instant.EPOCH);
    EventHandler<TeacherCreatedIntegrationEvent> handler = (e, context) -> {};
    var properties = Map.<String, Object>of("bootstrap.servers", "localhost:1");
    var sender = RecordSender.open(properties, PublisherOptions.defaults(), BusMeters.none());
    sender.close(Duration.ZERO);
    var naming = TopicNaming.convention("p");
    var encoder = new EventEncoder(codec, naming, "s", 1000);
    samples.put(String.class, "text");
    samples.put(Object.class, "object");
    samples.put(byte[].class, new byte[0]);
    samples.put(Map.class, properties);
    samples.put(List.class, List.of());
    samples.put(Collection.class, List.of());
    samples.put(Class.class, TeacherCreatedIntegrationEvent.class);
    samples.put(Instant.class, Instant.EPOCH);
    samples.put(Duration.class, Duration.ofSeconds(2));
    samples.put(Throwable.class, new IllegalStateException());
    samples.put(Predicate.class, (Predicate<Throwable>) failure -> true);
    samples.put(IntegrationEvent.class, event);
    samples.put(EventMetadata.class, metadata);
    samples.put(EventTypeName.class, new EventTypeName("t", 1));
    samples.put(TopicNaming.class, naming);
    samples.put(EventCodec.class, codec);
    samples.put(EncodedEvent.class, encoded);
    addObserving(samples, encoded);
    samples.put(EventHeader.class, EventHeader.of("a", "b"));
    samples.put(RecordOrigin.class, origin);
    samples.put(EventTypes.class, EventTypes.of(List.of(TeacherCreatedIntegrationEvent.class)));
    samples.put(CodecLimits.class, CodecLimits.defaults());
    samples.put(EventFormat.class, EventFormat.BARE_JSON);
    samples.put(Upcasters.class, Upcasters.none());
    samples.put(Upcaster.class, (Upcaster) data -> data);
    samples.put(EventHeaders.class, emptyHeaders());
    samples.put(RetryPolicy.class, RetryPolicy.defaults());
    samples.put(Retries.class, Retries.of(RetryPolicy.defaults()));
    samples.put(RecordSender.class, sender);
    samples.put(RecordSender.SendCallback.class, (RecordSender.SendCallback) (sent, e) -> {});
    samples.put(PublishOptions.class, PublishOptions.defaults());
    samples.put(PublisherOptions.class, PublisherOptions.defaults());
    samples.put(PublishedEvent.class, new PublishedEvent(metadata, "t", 0, 0));
    samples.put(EventPublisher.class, EventPublisher.of(sender, encoder));
    samples.put(EventEncoder.class, encoder);
    OutboxStore store = proxy(OutboxStore.class);
    var outbox = new Outbox(encoder, store, proxy(CurrentTransaction.class), () -> {});
    var inbox = Inbox.of("g", proxy(InboxStore.class), proxy(Transactions.class));
    samples.put(OutboxStore.class, store);
    samples.put(OutboxWriter.class, store);
    samples.put(OutboxShards.class, OutboxShards.of(List.of(store)));
    samples.put(CurrentTransaction.class, proxy(CurrentTransaction.class));
    samples.put(Outbox.class, outbox);
    samples.put(Runnable.class, (Runnable) () -> {});
    samples.put(RelayOptions.class, RelayOptions.defaults());
    Supplier<OrderedSender> senders = () -> proxy(OrderedSender.class);
    samples.put(Supplier.class, senders);
    samples.put(OutboxRelay.class, OutboxRelay.of(store, senders, RelayOptions.defaults()));
    samples.put(Inbox.class, inbox);
    samples.put(BooleanSupplier.class, (BooleanSupplier) () -> false);
    samples.put(InboxStore.class, proxy(InboxStore.class));
    samples.put(Transactions.class, proxy(Transactions.class));
    samples.put(Transactions.Work.class, (Transactions.Work) connection -> {});
    samples.put(TransactionalHandler.class, (TransactionalHandler<?>) (e, c, t) -> {});
    samples.put(TransactionalBatchHandler.class, (TransactionalBatchHandler<?>) (e, t) -> {});
    samples.put(Connection.class, proxy(Connection.class));
    samples.put(DataSource.class, proxy(DataSource.class));
    samples.put(JdbcInboxStore.class, JdbcInboxStore.of(proxy(DataSource.class)));
    samples.put(JdbcOutboxStore.class, JdbcOutboxStore.of(proxy(DataSource.class)));
    samples.put(JdbcTransactions.class, JdbcTransactions.of(proxy(DataSource.class)));
    samples.put(
        DeadLetterWriter.class,
        new DeadLetterWriter(
            sender, "g", DeadLetterOptions.defaults(), properties, BusTracing.none()));
    samples.put(DeadLetterOptions.class, DeadLetterOptions.defaults());
    addDeadLetters(samples, new DeadLetters(properties, codec, "g", false), encoded);
    samples.put(FailedRecord.class, null);
    samples.put(ConsumerOptions.class, ConsumerOptions.defaults());
    samples.put(StartFrom.class, StartFrom.end());
    samples.put(BatchOptions.class, BatchOptions.defaults());
    samples.put(SubscriptionOptions.class, SubscriptionOptions.defaults());
    samples.put(
        EventContext.class, EventContext.of(metadata, "t", 0, 0, null, 1, Map.of("a", "b")));
    samples.put(EventHandler.class, handler);
    samples.put(
        BatchEventHandler.class, (BatchEventHandler<TeacherCreatedIntegrationEvent>) e -> {});
    samples.put(
        AsyncEventHandler.class,
        (AsyncEventHandler<TeacherCreatedIntegrationEvent>)
            (e, context) -> CompletableFuture.completedStage(null));
    samples.put(RecordHandler.class, (RecordHandler) (record, place) -> {});
    samples.put(Pattern.class, Pattern.compile("t"));
    samples.put(Executor.class, (Executor) Runnable::run);
    samples.put(PublishOutcome.class, PublishOutcome.SKIPPED);
    samples.put(PublishFallback.class, (PublishFallback) (record, failure) -> {});
    samples.put(Function.class, (Function<Object, PublishOptions>) e -> PublishOptions.defaults());
    samples.put(Supplier.class, (Supplier<EventMetadata>) () -> metadata);
    samples.put(Integer.class, 1);
    samples.put(KafkaSecurity.class, KafkaSecurity.tls());
    samples.put(EventBusConfig.class, EventBusConfig.fromVariables(Map.of()));
    samples.put(Path.class, Path.of("store.p12"));
    samples.put(URI.class, URI.create("http://localhost"));
    samples.put(TopicSpec.class, TopicSpec.of("t"));
    var parts = new ConsumerParts(codec, naming, sender, Upcasters.none(), Observability.none());
    samples.put(ConsumerParts.class, parts);
    var consumers = new EventConsumers(properties, parts, true);
    samples.put(EventConsumers.class, consumers);
    samples.put(EventConsumerBuilder.class, consumers.consumer("g"));
    samples.put(EventConsumer.class, idleConsumer());
    samples.put(HealthOptions.class, HealthOptions.defaults());
    samples.put(HealthProblem.class, HealthProblem.down("p", "m"));
    samples.put(Optional.class, Optional.empty());
    samples.put(Callable.class, (Callable<String>) () -> "answer");
    samples.put(EventBus.class, BUS);
    samples.put(EventBusBuilder.class, EventBus.builder());
    return samples;
  }

  private static void addObserving(Map<Class<?>, Object> samples, EncodedEvent record) {
    var meters = BusMeters.none();
    var group = meters.group("g");
    var topic = group.topic("t");
    var tracing = BusTracing.none();
    samples.put(MeterRegistry.class, new SimpleMeterRegistry());
    samples.put(ObservationRegistry.class, ObservationRegistry.NOOP);
    samples.put(BusMeters.class, meters);
    samples.put(GroupMeters.class, group);
    samples.put(TopicMeters.class, topic);
    samples.put(HandlerMeters.class, topic.others());
    samples.put(MemberMeters.class, group.member());
    samples.put(PublishMeters.class, meters.publishing());
    samples.put(BusTracing.class, tracing);
    samples.put(SendSpan.class, tracing.send(record));
    samples.put(MessageSpan.class, tracing.send(record).span());
    samples.put(Observability.class, Observability.none());
    samples.put(LongSupplier.class, (LongSupplier) () -> 0);
    samples.put(OutboxReading.class, proxy(OutboxReading.class));
    samples.put(Producer.class, proxy(Producer.class));
    samples.put(
        org.apache.kafka.clients.consumer.Consumer.class,
        proxy(org.apache.kafka.clients.consumer.Consumer.class));
  }

  private static void addDeadLetters(
      Map<Class<?>, Object> samples, DeadLetters letters, EncodedEvent encoded) {
    var id = new LetterId("t", 0, 0);
    var label = new EventLabel("i", new EventTypeName("t", 1));
    var death = new Death(DeadLetterReason.UNDECODABLE, "g", 0, 1, null, null, null, Instant.EPOCH);
    samples.put(DeadLetters.class, letters);
    samples.put(DeadLetterFilter.class, DeadLetterFilter.all());
    samples.put(LetterId.class, id);
    samples.put(LetterOrigin.class, new LetterOrigin("t", 0, 0, Instant.EPOCH));
    samples.put(EventLabel.class, label);
    samples.put(Death.class, death);
    samples.put(DeadLetter.class, new DeadLetter(id, encoded, label, null, death));
    samples.put(RedriveOptions.class, RedriveOptions.defaults("b"));
    samples.put(Appendable.class, new StringWriter());
    samples.put(
        Redrive.class, letters.redrive(DeadLetterFilter.all(), RedriveOptions.defaults("b")));
    samples.put(Consumer.class, (Consumer<Object>) told -> {});
  }

  private static EventHeaders emptyHeaders() {
    return new EventHeaders() {
      @Override
      public int count() {
        return 0;
      }

      @Override
      public List<EventHeader> all() {
        return List.of();
      }
    };
  }

  private static EventConsumer idleConsumer() {
    var consumer =
        BUS.consumer("nonsense")
            .on(TeacherCreatedIntegrationEvent.class, (event, context) -> {})
            .start();
    consumer.close(Duration.ZERO);
    return consumer;
  }

  /** Something of a type that is not used, since the arguments are looked at before. */
  private static <T> T proxy(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }
}
