package io.eventbus.examples.school;

import io.eventbus.examples.certificate.CertificateApplication;
import io.eventbus.examples.certificate.CertificateSettings;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The certificate service, which is no Spring application: it is told by variables. */
final class CertificateRunner implements Service {

  private final School school;
  private final Map<String, String> more;
  private final String database = Databases.inMemory();
  private volatile int port; // 0 until it has one
  private volatile @Nullable CertificateApplication application;

  CertificateRunner(School school) {
    this(school, Map.of());
  }

  /**
   * Makes it, not started.
   *
   * @param more variables besides those that it has from the school
   */
  CertificateRunner(School school, Map<String, String> more) {
    this.school = school;
    this.more = more;
  }

  @Override
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    try {
      var started =
          CertificateApplication.start(CertificateSettings.from(variables()), Clock.systemUTC());
      port = started.uri().getPort();
      application = started;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> variables() {
    var variables = new HashMap<>(more);
    variables.put("PORT", Integer.toString(port));
    variables.put("KAFKA_BROKERS", school.kafka().bootstrapServers());
    variables.put("ISSUER_URL", school.issuer().toString());
    variables.put("DATABASE_URL", database);
    variables.put("DEMO_DATA", "true");
    return variables;
  }

  @Override
  public synchronized void close() {
    var running = application;
    if (running != null) {
      application = null;
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return application != null;
  }

  @Override
  public URI uri() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  public String database() {
    return database;
  }
}
