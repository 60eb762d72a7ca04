package io.eventbus.examples.certificate.issuer;

/** How the stub behaves. */
public enum IssuerMode {
  /** Issues what it is asked for. */
  WORKS,

  /** Answers each request with 503. */
  DOWN,

  /** Takes a request and never answers. */
  SILENT,

  /** Begins an answer and never ends it. */
  STALLED,

  /** Answers each request with 422. */
  REFUSES,

  /** Answers each request with 200 and something that is no certificate. */
  BABBLES
}
