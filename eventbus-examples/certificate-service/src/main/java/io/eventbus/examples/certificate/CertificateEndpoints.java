package io.eventbus.examples.certificate;

import io.eventbus.EventBus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP. What goes wrong is told by {@link Problems}. */
final class CertificateEndpoints {

  /** What a caller gets. */
  private record Answer(
      String userId,
      String courseId,
      String certificateId,
      Instant issuanceDate,
      Instant expirationDate,
      String status) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final CertificateService certificates;
  private final EventBus bus;
  private final Supplier<String> meters;

  CertificateEndpoints(CertificateService certificates, EventBus bus, Supplier<String> meters) {
    this.certificates = certificates;
    this.bus = bus;
    this.meters = meters;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/certificate/issue", this::issue);
    routes.get("/health", this::health);
    routes.get("/metrics", this::metrics);
  }

  private void issue(Context request) throws Exception {
    var wanted = read(request.body());
    var userId = wanted.userId();
    var courseId = wanted.courseId();
    var invalid = wanted.invalid();
    if (userId == null || courseId == null || !invalid.isEmpty()) {
      Problems.invalid(request, invalid);
      return;
    }
    var issued = certificates.issue(userId, courseId);
    var certificate = issued.certificate();
    request
        .status(issued.isNew() ? 201 : 200)
        .json(
            new Answer(
                userId,
                courseId,
                certificate.certificateId(),
                certificate.issuanceDate(),
                certificate.expirationDate(),
                Enrolment.VIEW_CERTIFICATE));
  }

  private static CertificateRequest read(String body) {
    var request = JSON.readValue(body, CertificateRequest.class);
    return request == null ? new CertificateRequest(null, null) : request;
  }

  /** Always 200: the service issues without Kafka, so a bus that is down does not take it away. */
  private void health(Context request) {
    var health = bus.health();
    request.json(
        Map.of(
            "status",
            health.status(),
            "producerConnected",
            health.producerConnected(),
            "problems",
            health.problems().stream().map(Object::toString).toList()));
  }

  /** For Prometheus, in its text format. */
  private void metrics(Context request) {
    request.contentType("text/plain; version=0.0.4; charset=utf-8").result(meters.get());
  }
}
