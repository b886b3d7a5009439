package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an Object Store bucket that is there when the test begins.
 *
 * <pre>{@code
 * @JetStreamTest
 * @WithObjectStore("invoices")
 * class InvoicesTest {
 *
 *   @Test
 *   void keepsAnInvoice(ObjectStore invoices) throws Exception {
 *     invoices.put("i-1", bytes);
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithObjectStore.List.class)
public @interface WithObjectStore {

  /**
   * Returns the bucket's name.
   *
   * @return the name
   */
  String value();

  /**
   * Several of them on one test.
   *
   * @since 0.1
   */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @Documented
  @Inherited
  @interface List {

    /**
     * Returns the declarations.
     *
     * @return the declarations
     */
    WithObjectStore[] value();
  }
}
