package io.eventbus.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractsTest {

  @TempDir Path folder;

  private record Address(String street, int number) {}

  private record AddressWithCity(String street, int number, @Nullable String city) {}

  private enum Few {
    RED,
    GREEN
  }

  private enum Many {
    RED,
    GREEN,
    BLUE
  }

  private record Chain(String name, @Nullable Chain next) {}

  private record LongChain(long name, @Nullable LongChain next) {}

  @EventType("shape")
  private record Plain(String name) implements IntegrationEvent {}

  @EventType("shape")
  private record WithNullable(String name, @Nullable String note) implements IntegrationEvent {}

  @EventType("shape")
  private record WithOptional(String name, Optional<String> note) implements IntegrationEvent {}

  @EventType("shape")
  private record WithRequired(String name, String note) implements IntegrationEvent {}

  @EventType("shape")
  private record Renamed(String title) implements IntegrationEvent {}

  @EventType("shape")
  private record IntValue(int value) implements IntegrationEvent {}

  @EventType("shape")
  private record LongValue(long value) implements IntegrationEvent {}

  @EventType("shape")
  private record DoubleValue(double value) implements IntegrationEvent {}

  @EventType("shape")
  private record TextValue(String value) implements IntegrationEvent {}

  @EventType("shape")
  private record TimeValue(Instant value) implements IntegrationEvent {}

  @EventType("shape")
  private record AnyValue(Object value) implements IntegrationEvent {}

  @EventType("shape")
  private record FewValues(Few value) implements IntegrationEvent {}

  @EventType("shape")
  private record ManyValues(Many value) implements IntegrationEvent {}

  @EventType("shape")
  private record ListValue(List<Address> value) implements IntegrationEvent {}

  @EventType("shape")
  private record WiderListValue(List<AddressWithCity> value) implements IntegrationEvent {}

  @EventType("shape")
  private record MapValue(Map<String, Integer> value) implements IntegrationEvent {}

  @EventType("shape")
  private record ObjectValue(Address value) implements IntegrationEvent {}

  @EventType("shape")
  private record ChainValue(Chain value) implements IntegrationEvent {}

  @EventType("shape")
  private record LongChainValue(LongChain value) implements IntegrationEvent {}

  static Stream<Arguments> changes() {
    return Stream.of(
        change(Plain.class, Plain.class, Compatibility.FULL),
        change(Plain.class, WithNullable.class, Compatibility.FULL, "/note"),
        change(WithNullable.class, Plain.class, Compatibility.FULL, "/note"),
        change(Plain.class, WithOptional.class, Compatibility.FULL, "/note"),
        change(WithNullable.class, WithOptional.class, Compatibility.FULL),
        change(Plain.class, WithRequired.class, Compatibility.FORWARD, "/note"),
        change(WithRequired.class, Plain.class, Compatibility.BACKWARD, "/note"),
        change(WithNullable.class, WithRequired.class, Compatibility.FORWARD, "/note"),
        change(WithRequired.class, WithNullable.class, Compatibility.BACKWARD, "/note"),
        change(Plain.class, Renamed.class, Compatibility.NONE, "/name", "/title"),
        change(IntValue.class, LongValue.class, Compatibility.BACKWARD, "/value"),
        change(LongValue.class, IntValue.class, Compatibility.FORWARD, "/value"),
        change(IntValue.class, DoubleValue.class, Compatibility.BACKWARD, "/value"),
        change(IntValue.class, TextValue.class, Compatibility.NONE, "/value"),
        change(TimeValue.class, TextValue.class, Compatibility.BACKWARD, "/value"),
        change(TextValue.class, TimeValue.class, Compatibility.FORWARD, "/value"),
        change(TextValue.class, AnyValue.class, Compatibility.BACKWARD, "/value"),
        change(AnyValue.class, TextValue.class, Compatibility.FORWARD, "/value"),
        change(FewValues.class, ManyValues.class, Compatibility.BACKWARD, "/value"),
        change(ManyValues.class, FewValues.class, Compatibility.FORWARD, "/value"),
        change(FewValues.class, TextValue.class, Compatibility.BACKWARD, "/value"),
        change(ListValue.class, WiderListValue.class, Compatibility.FULL, "/value/*/city"),
        change(ListValue.class, MapValue.class, Compatibility.NONE, "/value"),
        change(MapValue.class, ObjectValue.class, Compatibility.NONE),
        change(ChainValue.class, ChainValue.class, Compatibility.FULL),
        change(ChainValue.class, LongChainValue.class, Compatibility.NONE));
  }

  private static Arguments change(
      Class<? extends IntegrationEvent> before,
      Class<? extends IntegrationEvent> after,
      Compatibility compatibility,
      String... paths) {
    return Arguments.of(before, after, compatibility, List.of(paths));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @MethodSource("changes")
  void saysWhoCanStillReadWhat(
      Class<? extends IntegrationEvent> before,
      Class<? extends IntegrationEvent> after,
      Compatibility compatibility,
      List<String> paths) {
    var contracts = EventContracts.in(folder);
    contracts.store(before);

    var report = contracts.compare(after);

    assertThat(report.compatibility()).as(report.toString()).isEqualTo(compatibility);
    assertThat(report.changes()).extracting(ContractChange::path).containsAll(paths);
  }

  @Test
  void tellsEveryBreakInOneFailure() {
    var contracts = EventContracts.in(folder);
    contracts.store(WithRequired.class);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> contracts.assertCompatible(Compatibility.FULL, Renamed.class))
        .withMessageContaining("shape v1 is compatible: NONE")
        .withMessageContaining("/name: is gone, and old readers need it (BACKWARD)")
        .withMessageContaining("/title: is new and required")
        .withMessageContaining("/note");
    assertThatCode(() -> contracts.assertCompatible(Compatibility.BACKWARD, Plain.class))
        .doesNotThrowAnyException();
  }

  @Test
  void saysHowToStoreWhatIsNotStored() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> EventContracts.in(folder).assertCompatible(Compatibility.FULL, Plain.class))
        .withMessageContaining("shape.v1.json")
        .withMessageContaining("-Deventbus.contracts=store");
  }

  @Test
  void storesInsteadOfComparingWhereThePropertySaysSo() {
    var contracts = EventContracts.in(folder.resolve("new"));
    System.setProperty(EventContracts.PROPERTY, "store");
    try {
      contracts.assertCompatible(Compatibility.FULL, Plain.class);
    } finally {
      System.clearProperty(EventContracts.PROPERTY);
    }

    assertThat(contracts.compare(Plain.class).changes()).isEmpty();
  }

  @Test
  void refusesWhatItCannotCompare() throws IOException {
    var contracts = EventContracts.in(folder);
    var file = folder.resolve("shape.v1.json");

    Files.writeString(file, "{\"oneOf\": []}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contracts.compare(Plain.class))
        .withMessageContaining("'oneOf'");
    Files.writeString(file, "{\"title\": \"shape v2\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contracts.compare(Plain.class))
        .withMessageContaining("shape v2");
    Files.writeString(file, "no json");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contracts.compare(Plain.class))
        .withMessageContaining("is no JSON");
  }
}
