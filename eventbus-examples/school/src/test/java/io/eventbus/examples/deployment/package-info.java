/**
 * What can be known of {@code compose.yaml} without Docker: {@code ComposeSchemaTest} holds it
 * against the Compose Specification, the others against the services that it runs.
 */
package io.eventbus.examples.deployment;
