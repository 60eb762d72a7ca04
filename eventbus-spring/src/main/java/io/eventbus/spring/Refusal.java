package io.eventbus.spring;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What the endpoint answers in place of what was asked for.
 *
 * @param error what is wrong, and what to do
 */
record Refusal(String error) {

  /** The request cannot be understood. */
  static WebEndpointResponse<Object> badRequest(String error) {
    return answer(error, WebEndpointResponse.STATUS_BAD_REQUEST);
  }

  /** What the request is about is not here. */
  static WebEndpointResponse<Object> notFound(String error) {
    return answer(error, WebEndpointResponse.STATUS_NOT_FOUND);
  }

  /** The brokers or the database do not answer, or refuse. */
  static WebEndpointResponse<Object> unavailable(String error) {
    return answer(error, WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
  }

  private static WebEndpointResponse<Object> answer(String error, int status) {
    return new WebEndpointResponse<>(new Refusal(error), status);
  }
}
