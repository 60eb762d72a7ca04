package io.eventbus.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxNameTest {

  @Test
  void namesEachTableOfTheOutbox() {
    assertThat(
            OutboxName.of("2")
                .in("eventbus_outbox, eventbus_outbox_held, eventbus_outbox_lease, eventbus_inbox"))
        .isEqualTo(
            "eventbus_outbox_2, eventbus_outbox_2_held, eventbus_outbox_2_lease, eventbus_inbox");
    assertThat(OutboxName.NONE.in("eventbus_outbox_held")).isEqualTo("eventbus_outbox_held");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "held",
        "lease",
        "pkey",
        "a_held",
        "A",
        "a-b",
        "ä",
        "a;drop table t",
        "aaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesWhatWouldNotBeATableOfItsOwn(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutboxName.of(name))
        .withMessageContaining("1 to 20 letters");
  }
}
