package io.eventbus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private final Secrets secrets = new Secrets();

  @Test
  void knownOnesAreHiddenWhereverTheyStand() {
    secrets.add("canary");
    secrets.add("s");

    assertThat(secrets.hide("the canary's login")).isEqualTo("the (hidden)'s login");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h/d?user=u&password=canary&ssl=true",
        "jdbc:h2:x;PASSWORD=canary",
        "PlainLoginModule required username=\"u\" password=\"canary\";",
        "login required password=\"x\\\"canary\";",
        "sasl.password: canary",
        "http://user:canary@host/path",
        "clientSecret = canary"
      })
  void whatLooksLikeOneIsHidden(String text) {
    assertThat(secrets.hide(text)).doesNotContain("canary").contains("(hidden)");
  }

  @Test
  void otherTextStays() {
    var text = "user u may not read orders:0:17 at localhost:9092";

    assertThat(secrets.hide(text)).isEqualTo(text);
  }
}
