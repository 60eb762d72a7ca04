package io.eventbus;

import static org.apache.kafka.clients.CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
import static org.apache.kafka.common.config.SaslConfigs.SASL_JAAS_CONFIG;
import static org.apache.kafka.common.config.SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS;
import static org.apache.kafka.common.config.SaslConfigs.SASL_MECHANISM;
import static org.apache.kafka.common.config.SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL;
import static org.apache.kafka.common.config.SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_KEYSTORE_KEY_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_KEYSTORE_TYPE_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_KEY_PASSWORD_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG;
import static org.apache.kafka.common.config.SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG;

import io.eventbus.event.Arguments;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service shows who it is, and makes sure whom it talks to: TLS, SASL, or both. Whatever says
 * something about certificates switches TLS on. Immutable; its text shows no secret.
 */
public final class KafkaSecurity {

  private static final String MODULES = "org.apache.kafka.common.security.";

  private final boolean tls;
  private final @Nullable String mechanism;
  private final Map<String, String> properties;

  private KafkaSecurity(boolean tls, @Nullable String mechanism, Map<String, String> properties) {
    this.tls = tls;
    this.mechanism = mechanism;
    this.properties = properties;
  }

  /** Neither: bytes travel as they are, to whoever answers. */
  public static KafkaSecurity plaintext() {
    return new KafkaSecurity(false, null, Map.of());
  }

  /** TLS, with the certificate authorities that the JVM trusts. */
  public static KafkaSecurity tls() {
    return new KafkaSecurity(true, null, Map.of());
  }

  /**
   * Trusts these certificates alone, instead of those of the JVM.
   *
   * @param pem certificates in PEM, one behind the other
   */
  public KafkaSecurity withTrustedCertificates(String pem) {
    Arguments.requireText(pem, "pem");
    return withTls(
        Map.of(SSL_TRUSTSTORE_TYPE_CONFIG, "PEM", SSL_TRUSTSTORE_CERTIFICATES_CONFIG, pem));
  }

  /**
   * Trusts the certificates in this file alone.
   *
   * @param file a key store; PKCS#12 unless its name ends in {@code .jks}
   */
  public KafkaSecurity withTrustStore(Path file, String password) {
    return withTls(
        Map.of(
            SSL_TRUSTSTORE_TYPE_CONFIG,
            typeOf(Arguments.requirePresent(file, "file")),
            SSL_TRUSTSTORE_LOCATION_CONFIG,
            file.toString(),
            SSL_TRUSTSTORE_PASSWORD_CONFIG,
            Arguments.requireText(password, "password")));
  }

  /**
   * Shows this certificate to the brokers.
   *
   * @param pemChain the certificate and those that vouch for it, in PEM
   * @param pemKey its private key in PEM, PKCS#8, not encrypted
   */
  public KafkaSecurity withCertificate(String pemChain, String pemKey) {
    return withTls(
        Map.of(
            SSL_KEYSTORE_TYPE_CONFIG,
            "PEM",
            SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
            Arguments.requireText(pemChain, "pemChain"),
            SSL_KEYSTORE_KEY_CONFIG,
            Arguments.requireText(pemKey, "pemKey")));
  }

  /**
   * Shows the certificate in this file to the brokers.
   *
   * @param file a key store; PKCS#12 unless its name ends in {@code .jks}
   * @param password of the store and of the key in it
   */
  public KafkaSecurity withKeyStore(Path file, String password) {
    return withTls(
        Map.of(
            SSL_KEYSTORE_TYPE_CONFIG,
            typeOf(Arguments.requirePresent(file, "file")),
            SSL_KEYSTORE_LOCATION_CONFIG,
            file.toString(),
            SSL_KEYSTORE_PASSWORD_CONFIG,
            Arguments.requireText(password, "password"),
            SSL_KEY_PASSWORD_CONFIG,
            password));
  }

  /** Logs in by SASL/PLAIN: the password itself is sent. */
  public KafkaSecurity withPlain(String username, String password) {
    return login("PLAIN", "plain.PlainLoginModule", username, password);
  }

  /** Logs in by SASL/SCRAM-SHA-256. */
  public KafkaSecurity withScramSha256(String username, String password) {
    return login("SCRAM-SHA-256", "scram.ScramLoginModule", username, password);
  }

  /** Logs in by SASL/SCRAM-SHA-512. */
  public KafkaSecurity withScramSha512(String username, String password) {
    return login("SCRAM-SHA-512", "scram.ScramLoginModule", username, password);
  }

  /**
   * Logs in by SASL/OAUTHBEARER with a token for client credentials. Kafka's client asks only
   * addresses that the system property {@code org.apache.kafka.sasl.oauthbearer.allowed.urls}
   * names, and reads tokens with {@code org.bitbucket.b_c:jose4j} and version 2 of {@code
   * com.fasterxml.jackson.core:jackson-databind}, which a service adds itself.
   *
   * @param tokenEndpoint where the token comes from
   */
  public KafkaSecurity withOauthBearer(URI tokenEndpoint, String clientId, String clientSecret) {
    Arguments.requirePresent(tokenEndpoint, "tokenEndpoint");
    Arguments.requireText(clientId, "clientId");
    Arguments.requireText(clientSecret, "clientSecret");
    var jaas =
        jaas("oauthbearer.OAuthBearerLoginModule", "clientId", clientId)
            + option("clientSecret", clientSecret)
            + ";";
    return login("OAUTHBEARER", jaas)
        .with(
            Map.of(
                SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL,
                tokenEndpoint.toString(),
                SASL_LOGIN_CALLBACK_HANDLER_CLASS,
                MODULES + "oauthbearer.OAuthBearerLoginCallbackHandler"));
  }

  private KafkaSecurity login(String mechanism, String module, String username, String password) {
    Arguments.requireText(username, "username");
    Arguments.requireText(password, "password");
    return login(
        mechanism, jaas(module, "username", username) + option("password", password) + ";");
  }

  private KafkaSecurity login(String mechanism, String jaas) {
    return new KafkaSecurity(tls, mechanism, properties)
        .with(Map.of(SASL_MECHANISM, mechanism, SASL_JAAS_CONFIG, jaas));
  }

  private static String jaas(String module, String name, String value) {
    return MODULES + module + " required" + option(name, value);
  }

  /** Quoted as the configuration of JAAS asks for, so that a value cannot end its own quotes. */
  private static String option(String name, String value) {
    return " " + name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String typeOf(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".jks") ? "JKS" : "PKCS12";
  }

  private KafkaSecurity withTls(Map<String, String> more) {
    return new KafkaSecurity(true, mechanism, properties).with(more);
  }

  private KafkaSecurity with(Map<String, String> more) {
    var all = new HashMap<>(properties);
    all.putAll(more);
    return new KafkaSecurity(tls, mechanism, Map.copyOf(all));
  }

  /** Whether a password or token travels where others can read it. */
  boolean exposesCredentials() {
    return mechanism != null && !tls;
  }

  /** The properties of the Kafka clients. */
  Map<String, String> properties() {
    var all = new HashMap<>(properties);
    all.put(
        SECURITY_PROTOCOL_CONFIG, (mechanism == null ? "" : "SASL_") + (tls ? "SSL" : "PLAINTEXT"));
    return all;
  }

  @Override
  public String toString() {
    return "KafkaSecurity[tls=" + tls + ", mechanism=" + mechanism + "]";
  }
}
