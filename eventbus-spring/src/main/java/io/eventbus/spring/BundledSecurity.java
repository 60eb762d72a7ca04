package io.eventbus.spring;

import io.eventbus.KafkaSecurity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** Hands the certificates of an SSL bundle to the Kafka clients, as text in PEM. */
final class BundledSecurity {

  private BundledSecurity() {}

  /** TLS with what the bundle trusts and shows. */
  static KafkaSecurity of(SslBundle bundle) {
    try {
      var security = KafkaSecurity.tls();
      var trusted = bundle.getStores().getTrustStore();
      if (trusted != null) {
        security = security.withTrustedCertificates(certificates(trusted));
      }
      var own = bundle.getStores().getKeyStore();
      return own == null ? security : withKey(security, own, bundle);
    } catch (GeneralSecurityException e) {
      throw new EventBusStartException(
          "the SSL bundle cannot be read", "Check the bundle under 'spring.ssl.bundle'.", e);
    }
  }

  private static KafkaSecurity withKey(KafkaSecurity security, KeyStore store, SslBundle bundle)
      throws GeneralSecurityException {
    var named = bundle.getKey().getAlias();
    var alias = named == null ? firstKey(store) : named;
    var password = bundle.getKey().getPassword();
    var usual = password == null ? bundle.getStores().getKeyStorePassword() : password;
    Key key =
        alias == null ? null : store.getKey(alias, usual == null ? null : usual.toCharArray());
    if (alias == null || key == null) {
      throw new GeneralSecurityException("there is no private key in its key store");
    }
    var chain = new StringBuilder();
    for (var certificate : store.getCertificateChain(alias)) {
      chain.append(pem(certificate));
    }
    return security.withCertificate(chain.toString(), pem("PRIVATE KEY", key.getEncoded()));
  }

  private static @Nullable String firstKey(KeyStore store) throws GeneralSecurityException {
    for (var alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return alias;
      }
    }
    return null;
  }

  private static String certificates(KeyStore store) throws GeneralSecurityException {
    var all = new StringBuilder();
    for (var alias : Collections.list(store.aliases())) {
      all.append(pem(store.getCertificate(alias)));
    }
    return all.toString();
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static String pem(String kind, byte[] bytes) {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, lines.encodeToString(bytes), kind);
  }
}
