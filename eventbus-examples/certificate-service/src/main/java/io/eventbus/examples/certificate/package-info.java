/**
 * A web service that issues certificates through an external issuer and tells the other services,
 * without a framework. Open {@code CertificateService} first: there a certificate and its event
 * become one transaction.
 */
@NullMarked
package io.eventbus.examples.certificate;

import org.jspecify.annotations.NullMarked;
