package io.eventbus.examples.school;

import io.eventbus.examples.certificate.CertificateApplication;
import io.eventbus.examples.certificate.CertificateSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The certificate service, which is no Spring application: it is told by variables. */
final class Certificates implements Service.Program {

  private final School school;
  private final Map<String, String> more;

  Certificates(School school) {
    this(school, Map.of());
  }

  /**
   * Makes it.
   *
   * @param more variables besides those that it has from the school
   */
  Certificates(School school, Map<String, String> more) {
    this.school = school;
    this.more = more;
  }

  @Override
  public Service.Running start(int port, String database) throws SQLException {
    var variables = new HashMap<>(more);
    variables.put("PORT", Integer.toString(port));
    variables.put("KAFKA_BROKERS", school.kafka().bootstrapServers());
    variables.put("ISSUER_URL", school.issuer().toString());
    variables.put("DATABASE_URL", database);
    variables.put("DEMO_DATA", "true");
    var settings = CertificateSettings.from(variables);
    var application = CertificateApplication.start(settings, Clock.systemUTC());
    return new Service.Running(application.uri().getPort(), application);
  }
}
