package io.eventbus.examples.certificate;

import java.util.UUID;

final class EnrolmentRepositoryH2Test extends EnrolmentRepositoryContract {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

  @Override
  CertificateSettings.Database settings() {
    return new CertificateSettings.Database(url, "sa", "", true);
  }
}
