package io.eventbus.examples.certificate;

import io.eventbus.examples.certificate.NotIssuedException.Reason;
import io.eventbus.jdbc.JdbcTransactions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells callers what is wrong with their request, or with us.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details</a>
 */
final class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String RETRY_SECONDS = "5";

  private Problems() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(NotIssuedException.class, (e, answer) -> notIssued(answer, e.reason()));
    routes.exception(
        JacksonException.class,
        (e, answer) -> answer(answer, 400, "The body is not the expected JSON.", Map.of()));
    routes.exception(Exception.class, Problems::failed);
  }

  /** Names each field that is wrong. */
  static void invalid(Context answer, Map<String, String> fields) {
    answer(answer, 400, "The request names no learner and course.", fields);
  }

  private static void notIssued(Context answer, Reason reason) {
    if (reason.status == 503) {
      answer.header("Retry-After", RETRY_SECONDS);
    }
    answer(answer, reason.status, reason.detail, Map.of());
  }

  private static void failed(Exception failure, Context answer) {
    if (JdbcTransactions.isOutage(failure)) {
      answer.header("Retry-After", RETRY_SECONDS);
      answer(answer, 503, "The database is away. Ask again later.", Map.of());
    } else {
      log.error("{} {} failed", answer.method(), answer.path(), failure);
      answer(answer, 500, "The service failed.", Map.of());
    }
  }

  private static void answer(
      Context answer, int status, String detail, Map<String, String> invalid) {
    var problem = new TreeMap<String, Object>(Map.of("status", status, "detail", detail));
    if (!invalid.isEmpty()) {
      problem.put("invalid", invalid);
    }
    answer
        .status(status)
        .contentType("application/problem+json")
        .result(JSON.writeValueAsBytes(problem));
  }
}
