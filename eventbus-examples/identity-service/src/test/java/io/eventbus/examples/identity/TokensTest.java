package io.eventbus.examples.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

final class TokensTest {

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

  private final User user =
      User.pending(UUID.randomUUID(), UUID.randomUUID(), "+491701234567", "Ada", "a@example.org");

  @Test
  void signsWhoTheUserIsForFifteenMinutes() {
    var token = new Tokens(Base64.getEncoder().encodeToString(KEY)).issue(user);

    var jwt =
        NimbusJwtDecoder.withSecretKey(new SecretKeySpec(KEY, "HmacSHA256")).build().decode(token);
    assertThat(jwt.getSubject()).isEqualTo(user.id().toString());
    assertThat(jwt.getClaimAsString("tenant")).isEqualTo(user.tenantId().toString());
    assertThat(jwt.getClaimAsString("iss")).isEqualTo("identity-service");
    assertThat(jwt.getExpiresAt()).isEqualTo(jwt.getIssuedAt().plusSeconds(900));
  }

  @Test
  void issuesWithARandomKeyWhereNoneIsConfigured() {
    assertThat(new Tokens("").issue(user)).contains(".");
  }

  @Test
  void refusesAShortKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tokens("c2hvcnQ="))
        .withMessage("identity.token-key must be base64 of at least 32 bytes");
  }
}
