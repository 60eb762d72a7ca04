/**
 * Stands in for the external issuer of certificates, which no school runs itself. Open {@code
 * StubIssuer} first.
 */
@NullMarked
package io.eventbus.examples.certificate.issuer;

import org.jspecify.annotations.NullMarked;
