/**
 * What is learned from, and what is told of it: changes through the outbox, imports directly. Open
 * {@code CatalogService} first, then {@code ResourceImport}.
 */
@NullMarked
package io.eventbus.examples.content.catalog;

import org.jspecify.annotations.NullMarked;
