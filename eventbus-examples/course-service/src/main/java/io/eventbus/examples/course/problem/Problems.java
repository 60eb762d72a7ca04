package io.eventbus.examples.course.problem;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/**
 * Tells callers what is wrong with their request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details</a>
 */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var invalid = new TreeMap<String, @Nullable String>();
    e.getFieldErrors().forEach(error -> invalid.put(error.getField(), error.getDefaultMessage()));
    e.getBody().setProperty("invalid", invalid);
    return handleExceptionInternal(e, null, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var problem = ProblemDetail.forStatusAndDetail(status, "The body is not the expected JSON.");
    if (e.getCause() instanceof JacksonException cause && !cause.getPath().isEmpty()) {
      var field = cause.getPath().get(0).getPropertyName();
      problem.setProperty("invalid", Map.of(field, "has the wrong form"));
    }
    return handleExceptionInternal(e, problem, headers, status, request);
  }
}
