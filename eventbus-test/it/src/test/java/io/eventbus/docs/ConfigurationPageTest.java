package io.eventbus.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.EventBus;
import io.eventbus.EventBusConfig;
import io.eventbus.codec.CodecLimits;
import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.observe.HealthOptions;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.topic.TopicSpec;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of the page about configuration have what the code has, and nothing else. */
class ConfigurationPageTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)`[^|]*\\| `(eventbus\\.[a-z.-]+)` \\|");

  @Test
  void hasAllPropertiesThatThereAre() throws IOException {
    var properties = rows(2);

    assertThat(properties).hasSizeGreaterThan(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBusConfig.fromProperties(Map.of("eventbus.unknown", "x")))
        .satisfies(
            e -> {
              var known =
                  Pattern.compile("eventbus\\.[a-z.-]+[a-z]")
                      .matcher(e.getMessage().substring(e.getMessage().indexOf('[')))
                      .results()
                      .map(match -> match.group())
                      .filter(name -> !name.equals("eventbus.client"))
                      .toList();
              assertThat(properties).containsExactlyInAnyOrderElementsOf(known);
            });
  }

  @Test
  void eachVariableIsLookedAt() throws IOException {
    var checked =
        rows(1).stream()
            .filter(name -> !name.matches(".*(BROKERS|GROUP_ID|USERNAME|PASSWORD)"))
            .toList();

    assertThat(checked)
        .allSatisfy(
            name ->
                assertThatCode(
                        () ->
                            EventBusConfig.fromVariables(
                                Map.of(
                                    name,
                                    "not/ allowed",
                                    "KAFKA_SASL_USERNAME",
                                    "u",
                                    "KAFKA_SASL_PASSWORD",
                                    "p")))
                    .hasMessageContaining(name + " is 'not/ allowed'"));
  }

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of(PublisherOptions.defaults(), Set.of()),
        Arguments.of(ConsumerOptions.defaults(), Set.of("startFrom")),
        Arguments.of(
            SubscriptionOptions.defaults(),
            Set.of("topic", "topicPattern", "retryPolicy", "batch")),
        Arguments.of(BatchOptions.defaults(), Set.of()),
        Arguments.of(RetryPolicy.defaults(), Set.of("retryable", "outage")),
        Arguments.of(DeadLetterOptions.defaults(), Set.of()),
        Arguments.of(RedriveOptions.defaults("ada"), Set.of("by")),
        Arguments.of(RelayOptions.defaults(), Set.of()),
        Arguments.of(HealthOptions.defaults(), Set.of()),
        Arguments.of(CodecLimits.defaults(), Set.of()),
        Arguments.of(TopicSpec.of("t"), Set.of("topic", "partitions", "replication", "retention")));
  }

  /** Not a number, a time or a constant: {@code inWords}, which are compared by a reader. */
  @ParameterizedTest
  @MethodSource("records")
  void hasEachOptionWithItsDefault(Record defaults, Set<String> inWords) throws IOException {
    var actual = OptionTables.defaultsOf(defaults);
    var written = OptionTables.read().defaults(defaults.getClass().getSimpleName());

    assertThat(written.keySet()).containsExactlyElementsOf(actual.keySet());
    actual.keySet().removeAll(inWords);
    assertThat(written).containsAllEntriesOf(actual);
  }

  @ParameterizedTest
  @CsvSource({
    "io.eventbus.EventBusBuilder, The builder of the bus, ''",
    "io.eventbus.consume.EventConsumerBuilder, The builder of a consumer, ''",
    "io.eventbus.publish.PublishOptions, PublishOptions, with"
  })
  void hasEachMethodOfABuilder(Class<?> builder, String heading, String prefix) throws IOException {
    var methods =
        Arrays.stream(builder.getMethods())
            .filter(method -> method.getReturnType() == builder)
            .map(Method::getName)
            .filter(name -> name.startsWith(prefix))
            .collect(Collectors.toSet());

    assertThat(methods).hasSizeGreaterThan(5);
    assertThat(OptionTables.read().defaults(heading).keySet())
        .containsExactlyInAnyOrderElementsOf(methods);
  }

  @Test
  void namesThePropertiesThatCannotBeSet() throws IOException {
    var page = OptionTables.read().page();
    var names =
        Pattern.compile("`([a-z.]+)`")
            .matcher(page.substring(page.indexOf("These cannot be set")))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(names).hasSizeGreaterThan(10);
    assertThat(names)
        .allSatisfy(
            name ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> EventBus.builder().clientProperty(name, "1"))
                    .withMessageContaining("cannot be set"));
  }

  private static List<String> rows(int column) throws IOException {
    return ROW.matcher(OptionTables.read().page()).results().map(row -> row.group(column)).toList();
  }
}
