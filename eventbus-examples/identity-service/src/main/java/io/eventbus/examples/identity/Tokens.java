package io.eventbus.examples.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * Issues the tokens that a user shows to other services: JSON Web Tokens signed by HMAC-SHA256.
 * They cannot be taken back, so a deactivated user's last token is good until it expires.
 */
@Component
final class Tokens {

  /** How long a token is good. */
  static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final int KEY_BYTES = 32;

  private final JwtEncoder encoder;

  /**
   * Makes the issuer.
   *
   * @param key base64 of at least 32 bytes; empty for random ones
   * @throws IllegalArgumentException if it is anything else
   */
  Tokens(@Value("${identity.token-key}") String key) {
    encoder = NimbusJwtEncoder.withSecretKey(secretKey(key)).build();
  }

  String issue(User user) {
    var now = Instant.now();
    var claims =
        JwtClaimsSet.builder()
            .issuer("identity-service")
            .subject(user.id().toString())
            .claim("tenant", user.tenantId().toString())
            .issuedAt(now)
            .expiresAt(now.plus(LIFETIME))
            .build();
    var header = JwsHeader.with(MacAlgorithm.HS256).type("JWT").build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }

  private static SecretKey secretKey(String base64) {
    var key = base64.isEmpty() ? randomKey() : Base64.getDecoder().decode(base64);
    if (key.length < KEY_BYTES) {
      throw new IllegalArgumentException(
          "identity.token-key must be base64 of at least " + KEY_BYTES + " bytes");
    }
    return new SecretKeySpec(key, "HmacSHA256");
  }

  private static byte[] randomKey() {
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
