package io.eventbus.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What the bus finds by name, for native images. What Kafka's clients need themselves is in the
 * repository of reachability metadata, which the build tools of native images use.
 */
final class EventBusRuntimeHints implements RuntimeHintsRegistrar {

  private static final String KAFKA_SECURITY = "org.apache.kafka.common.security.";
  private static final List<String> VIRTUAL_THREADS =
      List.of("java.lang.Thread$Builder", "java.lang.Thread$Builder$OfVirtual");

  /** Those that the bus names in the properties of the clients. */
  private static final List<String> NAMED_TO_CLIENTS =
      List.of(
          "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
          KAFKA_SECURITY + "plain.PlainLoginModule",
          KAFKA_SECURITY + "scram.ScramLoginModule",
          KAFKA_SECURITY + "oauthbearer.OAuthBearerLoginModule",
          KAFKA_SECURITY + "oauthbearer.OAuthBearerLoginCallbackHandler");

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    hints.resources().registerPattern("io/eventbus/jdbc/*.sql");
    for (var name : NAMED_TO_CLIENTS) {
      hints
          .reflection()
          .registerTypeIfPresent(classLoader, name, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
    }
    hints
        .reflection()
        .registerTypeIfPresent(
            classLoader,
            "org.postgresql.PGConnection",
            type ->
                type.withMethod(
                    "getNotifications", TypeReference.listOf(int.class), ExecutableMode.INVOKE));
    virtualThreads(hints, classLoader);
  }

  /** By name, since the bus runs on JDK 17, too. */
  private static void virtualThreads(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    for (var name : VIRTUAL_THREADS) {
      hints
          .reflection()
          .registerTypeIfPresent(classLoader, name, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
    hints
        .reflection()
        .registerType(
            Thread.class, type -> type.withMethod("ofVirtual", List.of(), ExecutableMode.INVOKE));
  }
}
