package io.eventbus.examples.certificate;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.codec.EventFormat;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.RelayOptions;
import io.javalin.Javalin;
import io.javalin.json.JavalinJackson3;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * The certificate service, put together by hand: database, bus, outbox with its relay, HTTP. Runs
 * alone by {@link #main} or beside others by {@link #start}.
 */
public final class CertificateApplication implements AutoCloseable {

  private final HikariDataSource database;
  private final EventBus bus;
  private final Javalin http;

  private CertificateApplication(HikariDataSource database, EventBus bus, Javalin http) {
    this.database = database;
    this.bus = bus;
    this.http = http;
  }

  /** Runs the service alone, as the environment's variables say. */
  public static void main(String[] args) throws SQLException {
    // Not logback.xml: several services of the school may run in one JVM.
    System.getProperties()
        .putIfAbsent("logback.configurationFile", "certificate-service-logback.xml");
    var application = start(CertificateSettings.from(System.getenv()), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(application::close, "certificate-close"));
  }

  /**
   * Starts the service. It starts without Kafka and without the issuer, but not without its
   * database.
   *
   * @param clock what its events are dated by
   * @throws SQLException if there is no database
   */
  public static CertificateApplication start(CertificateSettings settings, Clock clock)
      throws SQLException {
    var database = CertificateDatabase.open(settings.database());
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    EventBus bus = null;
    try {
      bus =
          settings
              .bus()
              .builder()
              .meterRegistry(meters)
              .format(EventFormat.ENVELOPE)
              .closeTimeout(Duration.ofSeconds(5))
              .build();
      var certificates = certificates(settings, database, bus, clock);
      var http = http(new CertificateEndpoints(certificates, bus, meters::scrape));
      http.start(settings.address().host(), settings.address().port());
      return new CertificateApplication(database, bus, http);
    } catch (RuntimeException e) {
      if (bus != null) {
        bus.close();
      }
      database.close();
      throw e;
    }
  }

  private static CertificateService certificates(
      CertificateSettings settings, HikariDataSource database, EventBus bus, Clock clock) {
    var store = JdbcOutboxStore.of(database);
    bus.relay(store, RelayOptions.defaults()).start(); // closed with the bus
    return new CertificateService(
        new EnrolmentRepository(database),
        new IssuerClient(settings.issuer(), settings.issuerTimeout()),
        JdbcTransactions.of(database),
        bus.outbox(store),
        clock);
  }

  private static Javalin http(CertificateEndpoints endpoints) {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.jsonMapper(new JavalinJackson3(new JsonMapper(), false));
          endpoints.addTo(config.routes);
          Problems.addTo(config.routes);
        });
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://localhost:" + http.port());
  }

  /** Ends it: first the requests, then what still goes out, last the database. */
  @Override
  public void close() {
    http.stop();
    bus.close();
    database.close();
  }
}
