package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What native images keep of the bus, by all registrars that Spring finds. */
class RuntimeHintsTest {

  private static final RuntimeHints HINTS = registered();

  private static RuntimeHints registered() {
    var hints = new RuntimeHints();
    var loader = RuntimeHintsTest.class.getClassLoader();
    SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
        .load(RuntimeHintsRegistrar.class)
        .forEach(registrar -> registrar.registerHints(hints, loader));
    return hints;
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "mariadb", "postgresql"})
  void keepTheScriptsOfTheTables(String database) {
    assertThat(resource().forResource("io/eventbus/jdbc/" + database + ".sql")).accepts(HINTS);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        CooperativeStickyAssignor.class,
        PlainLoginModule.class,
        ScramLoginModule.class,
        OAuthBearerLoginModule.class,
        OAuthBearerLoginCallbackHandler.class
      })
  void keepWhatTheBusNamesToKafkasClients(Class<?> type) throws NoSuchMethodException {
    assertThat(reflection().onConstructorInvocation(type.getConstructor())).accepts(HINTS);
  }

  @Test
  void keepWhatMakesVirtualThreads() throws ReflectiveOperationException {
    if (Runtime.version().feature() >= 21) {
      var builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      assertThat(reflection().onMethodInvocation(Thread.class.getMethod("ofVirtual")))
          .accepts(HINTS);
      assertThat(
              reflection().onType(builder).withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS))
          .accepts(HINTS);
    }
  }

  @Test
  void keepTheExplanationOfAFailedStart() {
    assertThat(
            reflection()
                .onType(EventBusStartFailureAnalyzer.class)
                .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
        .accepts(HINTS);
    assertThat(resource().forResource("META-INF/spring.factories")).accepts(HINTS);
  }
}
