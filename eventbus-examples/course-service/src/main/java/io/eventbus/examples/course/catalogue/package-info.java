/**
 * The catalogue, a read model that is made of events alone. Open {@code CatalogueConsumers} first.
 */
@NullMarked
package io.eventbus.examples.course.catalogue;

import org.jspecify.annotations.NullMarked;
