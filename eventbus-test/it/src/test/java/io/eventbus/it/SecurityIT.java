package io.eventbus.it;

import static io.eventbus.it.Fixture.read;
import static io.eventbus.it.Fixture.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.eventbus.EventBus;
import io.eventbus.EventBusBuilder;
import io.eventbus.EventBusConfig;
import io.eventbus.KafkaSecurity;
import io.eventbus.codec.EventFormat;
import io.eventbus.consume.EventConsumer;
import io.eventbus.event.EventBusException;
import io.eventbus.it.Fixture.Named;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishException.Reason;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A broker that wants TLS and a login by SCRAM, and lets each user do what it may. */
@Timeout(180)
class SecurityIT {

  private static final String PASSWORD = "pass\"word\\;";
  private static final String ALLOWED = "allowed";
  private static final String FORBIDDEN = "forbidden";

  private static EmbeddedKafka kafka;
  private static String certificate;
  private static String otherCertificate;

  private final Queue<String> handled = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var certificates = new Certificates(folder);
    var broker = certificates.keyStore("broker");
    certificate = certificates.pem(broker, "broker");
    otherCertificate = certificates.pem(certificates.keyStore("other"), "other");
    kafka =
        EmbeddedKafka.builder()
            .property("listener.name.secure.ssl.keystore.location", broker.toString())
            .property("listener.name.secure.ssl.keystore.type", "PKCS12")
            .property("listener.name.secure.ssl.keystore.password", Certificates.PASSWORD)
            .property("listener.name.secure.sasl.enabled.mechanisms", "SCRAM-SHA-512")
            .property(
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;")
            .property(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .property("super.users", "User:ANONYMOUS")
            .start();
    setUp();
  }

  /** Alice may use one topic and its dead letters, and any group. */
  private static void setUp() throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var admin = Admin.create(config)) {
      admin
          .alterUserScramCredentials(
              List.<UserScramCredentialAlteration>of(
                  new UserScramCredentialUpsertion(
                      "alice",
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                      PASSWORD)))
          .all()
          .get();
      admin
          .createTopics(
              List.of(new NewTopic(ALLOWED, 1, (short) 1), new NewTopic(FORBIDDEN, 1, (short) 1)))
          .all()
          .get();
      admin
          .createAcls(
              List.of(
                  allow("alice", ResourceType.TOPIC, ALLOWED, PatternType.PREFIXED),
                  allow("alice", ResourceType.GROUP, "*", PatternType.LITERAL)))
          .all()
          .get();
    }
  }

  private static AclBinding allow(
      String user, ResourceType type, String name, PatternType pattern) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", AclOperation.ALL, AclPermissionType.ALLOW));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void publishesAndConsumesOverTlsWithALogin() throws Exception {
    try (var bus = bus(security(certificate, PASSWORD)).required(Duration.ofSeconds(30)).build()) {
      consume(bus, ALLOWED);
      publish(bus, ALLOWED);

      await().atMost(Duration.ofSeconds(30)).until(() -> handled.contains("n"));
    }
  }

  @Test
  void aServiceThatMayDoLittleIsUpAndARefusedLoginIsTold() {
    try (var bus = bus(security(certificate, PASSWORD)).build()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> bus.health().problems().isEmpty());
    }
    isTurnedAway(security(certificate, "not-the-password"));
    isTurnedAway(security(otherCertificate, PASSWORD));
  }

  private static void isTurnedAway(KafkaSecurity security) {
    try (var bus = bus(security).closeTimeout(Duration.ZERO).build()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(bus.health().problems())
                      .anyMatch(problem -> problem.message().contains("refuse the login")));
      assertThat(bus.health().producerConnected()).isFalse();
      assertThat(bus.health().toString()).doesNotContain("not-the-password", PASSWORD);
    }
  }

  @Test
  void readsTheLoginFromTheEnvironmentAndTheCertificateFromAClientProperty() throws Exception {
    var config =
        EventBusConfig.fromVariables(
            Map.of(
                "KAFKA_BROKERS", kafka.secureBootstrapServers(),
                "KAFKA_CLIENT_ID", "it",
                "KAFKA_SSL", "true",
                "KAFKA_SASL_MECHANISM", "scram-sha-512",
                "KAFKA_SASL_USERNAME", "alice",
                "KAFKA_SASL_PASSWORD", PASSWORD,
                "KAFKA_CONFIG_SSL_TRUSTSTORE_TYPE", "PEM",
                "KAFKA_CONFIG_SSL_TRUSTSTORE_CERTIFICATES", certificate));
    try (var bus = config.builder().required(Duration.ofSeconds(30)).build()) {
      publish(bus, ALLOWED);
    }
  }

  @Test
  void aWrongPasswordFailsTheStartOfABusThatRequiresABroker() {
    var builder = bus(security(certificate, "canary-7c1f")).required(Duration.ofSeconds(30));

    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(builder::build)
        .withMessageContaining("lets this client in")
        .withCauseInstanceOf(AuthenticationException.class)
        .satisfies(e -> assertThat(e).asString().doesNotContain("canary"));
  }

  @Test
  void aCertificateThatIsNotTrustedFailsTheStartOfABusThatRequiresABroker() {
    var builder = bus(security(otherCertificate, PASSWORD)).required(Duration.ofSeconds(30));

    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(builder::build)
        .withCauseInstanceOf(AuthenticationException.class);
  }

  @Test
  void aWrongLoginIsToldOnTheResultAndByTheConsumer() {
    for (var wrong :
        List.of(security(certificate, "wrong"), security(otherCertificate, PASSWORD))) {
      try (var bus = bus(wrong).closeTimeout(Duration.ofSeconds(1)).build()) {
        var consumer = consume(bus, ALLOWED);
        assertThat(reasonOf(bus, ALLOWED)).isEqualTo(Reason.NOT_AUTHORISED);
        var burst = IntStream.range(0, 100).mapToObj(i -> stageOf(bus, ALLOWED)).toList();
        assertThat(burst).extracting(CompletableFuture::join).containsOnly(Reason.NOT_AUTHORISED);
        await().atMost(Duration.ofSeconds(30)).until(() -> consumer.failure().isPresent());
        assertThat(consumer.failure().orElseThrow()).isInstanceOf(AuthenticationException.class);
      }
    }
  }

  @Test
  void aLoginThatIsMendedWorksWithoutARestart() throws Exception {
    var user = "late-" + unique("user");
    try (var bus =
        bus(KafkaSecurity.tls()
                .withTrustedCertificates(certificate)
                .withScramSha512(user, PASSWORD))
            .closeTimeout(Duration.ofSeconds(1))
            .build()) {
      var consumer = consume(bus, ALLOWED);
      assertThat(reasonOf(bus, ALLOWED)).isEqualTo(Reason.NOT_AUTHORISED);
      Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (var admin = Admin.create(config)) {
        admin
            .alterUserScramCredentials(
                List.<UserScramCredentialAlteration>of(
                    new UserScramCredentialUpsertion(
                        user,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                        PASSWORD)))
            .all()
            .get();
        admin
            .createAcls(
                List.of(
                    allow(user, ResourceType.TOPIC, ALLOWED, PatternType.PREFIXED),
                    allow(user, ResourceType.GROUP, "*", PatternType.LITERAL)))
            .all()
            .get();
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> publishes(bus));
      await().atMost(Duration.ofSeconds(60)).until(() -> handled.contains("n"));
      assertThat(consumer.failure()).isEmpty();
    }
  }

  @Test
  void aMissingPermissionIsToldOnTheResultAndByTheConsumer() {
    try (var bus =
        bus(security(certificate, PASSWORD)).closeTimeout(Duration.ofSeconds(1)).build()) {
      assertThat(reasonOf(bus, FORBIDDEN)).isEqualTo(Reason.NOT_AUTHORISED);

      var consumer = consume(bus, FORBIDDEN);
      await().atMost(Duration.ofSeconds(30)).until(() -> consumer.failure().isPresent());
      assertThat(consumer.failure().orElseThrow()).isInstanceOf(AuthorizationException.class);
    }
  }

  @Test
  void aRetryTopicThatMayNotBeReadIsDoneWithout() throws Exception {
    var group = unique("group");
    var retries = ALLOWED + "." + group + ".retry";
    kafka.createTopic(retries, 1);
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var admin = Admin.create(config)) {
      var reading =
          new AccessControlEntry("User:alice", "*", AclOperation.READ, AclPermissionType.DENY);
      var pattern = new ResourcePattern(ResourceType.TOPIC, retries, PatternType.LITERAL);
      admin.createAcls(List.of(new AclBinding(pattern, reading))).all().get();
    }
    try (var bus = bus(security(certificate, PASSWORD)).build()) {
      var consumer =
          bus.consumer(group)
              .on(Named.class, ALLOWED, (event, context) -> handled.add(event.name()))
              .start();
      publish(bus, ALLOWED);

      await().atMost(Duration.ofSeconds(30)).until(() -> handled.contains("n"));
      assertThat(consumer.failure()).isEmpty();
      assertThat(consumer.status().partitions()).noneMatch(each -> each.topic().equals(retries));
    }
  }

  @Test
  void neitherSecretsNorBodiesShowUpInLogsFailuresOrHeaders() {
    var logged = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var before = root.getLevel();
    logged.start();
    root.addAppender(logged);
    root.setLevel(Level.INFO);
    try {
      var wrong = bus(security(certificate, "canary-secret")).closeTimeout(Duration.ofSeconds(1));
      try (var bus = wrong.build()) {
        consume(bus, ALLOWED);
        reasonOf(bus, ALLOWED);
      }
      try (var bus = bus(security(certificate, PASSWORD)).format(EventFormat.BARE_JSON).build()) {
        var topic = ALLOWED + "-" + unique("letters");
        var group = unique("group");
        var consumer =
            bus.consumer(group)
                .on(Numbered.class, topic, (event, context) -> handled.add(event.series()))
                .start();
        bus.publish(new Named("canary-body"), PublishOptions.defaults().withTopic(topic))
            .toCompletableFuture()
            .join();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> consumer.statistics().deadLettered() == 1);
        var letter = read(kafka, topic + "." + group + ".dlq", 1).get(0);
        assertThat(new String(letter.value(), UTF_8)).contains("canary-body");
        assertThat(letter.headers())
            .isNotEmpty()
            .noneMatch(header -> new String(header.value(), UTF_8).contains("canary"));
      }
    } finally {
      root.detachAppender(logged);
      root.setLevel(before);
    }
    assertThat(logged.list).isNotEmpty().noneMatch(event -> textOf(event).contains("canary-"));
    assertThat(logged.list).noneMatch(event -> textOf(event).contains(PASSWORD));
  }

  private static String textOf(ILoggingEvent event) {
    var failure = event.getThrowableProxy();
    return event.getFormattedMessage()
        + (failure == null ? "" : ThrowableProxyUtil.asString(failure));
  }

  private static KafkaSecurity security(String trusted, String password) {
    return KafkaSecurity.tls().withTrustedCertificates(trusted).withScramSha512("alice", password);
  }

  private static EventBusBuilder bus(KafkaSecurity security) {
    return EventBus.builder()
        .bootstrapServers(kafka.secureBootstrapServers())
        .source("it")
        .security(security);
  }

  private EventConsumer consume(EventBus bus, String topic) {
    return bus.consumer(unique("group"))
        .on(Named.class, topic, (event, context) -> handled.add(event.name()))
        .start();
  }

  private static void publish(EventBus bus, String topic) throws Exception {
    bus.publish(new Named("n"), PublishOptions.defaults().withTopic(topic))
        .toCompletableFuture()
        .get(30, SECONDS);
  }

  private static boolean publishes(EventBus bus) {
    return bus.publish(new Named("n"), PublishOptions.defaults().withTopic(ALLOWED))
        .handle((published, failure) -> failure == null)
        .toCompletableFuture()
        .join();
  }

  private static Reason reasonOf(EventBus bus, String topic) {
    return stageOf(bus, topic).join();
  }

  private static CompletableFuture<Reason> stageOf(EventBus bus, String topic) {
    return bus.publish(new Named("n"), PublishOptions.defaults().withTopic(topic))
        .handle((published, failure) -> ((PublishException) failure).reason())
        .toCompletableFuture()
        .orTimeout(60, SECONDS);
  }
}
