package io.eventbus.examples.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PasswordPolicyTest {

  @Test
  void acceptsTwelveCharactersWithAllKinds() {
    assertThat(PasswordPolicy.missing("Abcdefghijk1")).isEmpty();
  }

  @Test
  void namesAllThatIsMissing() {
    assertThat(PasswordPolicy.missing(""))
        .containsExactly(
            "a length of 12 to 128 characters",
            "an upper-case letter",
            "a lower-case letter",
            "a digit");
  }

  @Test
  void namesTheOneThingThatIsMissing() {
    assertThat(PasswordPolicy.missing("Abcdefghij1"))
        .containsExactly("a length of 12 to 128 characters");
    assertThat(PasswordPolicy.missing("Aa1".repeat(43)))
        .containsExactly("a length of 12 to 128 characters");
    assertThat(PasswordPolicy.missing("abcdefghijk1")).containsExactly("an upper-case letter");
    assertThat(PasswordPolicy.missing("ABCDEFGHIJK1")).containsExactly("a lower-case letter");
    assertThat(PasswordPolicy.missing("Abcdefghijkl")).containsExactly("a digit");
  }
}
