package dev.jetharness.inmemory.subject;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A map by subject, asked by subject, by filter or by what collides with a pattern. A subject is
 * one look-up, and a filter costs what it touches, however many subjects there are. Not
 * thread-safe.
 *
 * @param <V> what is kept for each subject
 */
public final class SubjectMap<V extends HasSubject> {
  private SubjectTable bySubject = new SubjectTable.Whole();
  private SubjectNode<V> root = SubjectNode.root();

  /** What is kept for a subject, or null. */
  public @Nullable V get(String subject) {
    return value(bySubject.find(subject));
  }

  /** Keeps a value for its subject, in place of the one that there was. */
  public void put(V value) {
    bySubject.put(value);
    root.put(value);
  }

  /**
   * Forgets a subject.
   *
   * @return what was kept for it, or null
   */
  public @Nullable V remove(String subject) {
    V removed = value(bySubject.remove(subject));
    if (removed != null) {
      root.remove(subject);
    }
    return removed;
  }

  /** How many subjects there are. */
  public int size() {
    return bySubject.size();
  }

  /** Forgets all subjects. */
  public void clear() {
    bySubject = new SubjectTable.Whole();
    root = SubjectNode.root();
  }

  /**
   * Visits what is kept for each subject that passes the filter once, in no particular order. The
   * subjects must be literal, and the visitor must not change the map.
   */
  public void forEach(SubjectFilter filter, Consumer<? super V> each) {
    boolean unused = forEach(filter, each, Long.MAX_VALUE);
  }

  /**
   * Visits like {@link #forEach(SubjectFilter, Consumer)}, but gives up when it would take more
   * than so many steps, of which a subject that is visited takes one at least.
   *
   * @return whether all were visited
   */
  public boolean forEach(SubjectFilter filter, Consumer<? super V> each, long steps) {
    Filtered<V> visit = new Filtered<>(filter, each);
    SubjectWalk<V> walk = new SubjectWalk<>(visit, steps);
    if (filter.isAll()) {
      return root.all(walk);
    }
    for (String pattern : filter.patterns()) {
      if (!visit(pattern, walk)) {
        return false;
      }
      visit.patternsDone++;
    }
    return true;
  }

  /**
   * Whether a value passes the test whose subject, which may be a pattern, collides with a pattern.
   */
  public boolean anyColliding(String pattern, Predicate<? super V> test) {
    return !root.colliding(pattern, 0, new SubjectWalk<>(test.negate(), Long.MAX_VALUE));
  }

  private boolean visit(String pattern, SubjectWalk<V> walk) {
    if (!Subjects.isLiteral(pattern)) {
      return root.matching(pattern, 0, walk);
    }
    V value = get(pattern);
    return walk.step() && (value == null || walk.visit(value));
  }

  /** Leaves out what an earlier pattern of the filter has visited. */
  private static final class Filtered<V extends HasSubject> implements Predicate<V> {
    private final SubjectFilter filter;
    private final Consumer<? super V> each;
    private int patternsDone;

    Filtered(SubjectFilter filter, Consumer<? super V> each) {
      this.filter = filter;
      this.each = each;
    }

    @Override
    public boolean test(V value) {
      for (int i = 0; i < patternsDone; i++) {
        if (Subjects.matches(value.subject(), filter.patterns().get(i))) {
          return true;
        }
      }
      each.accept(value);
      return true;
    }
  }

  /** All that was put in is of this type. */
  @SuppressWarnings("unchecked")
  private @Nullable V value(@Nullable HasSubject entry) {
    return (V) entry;
  }
}
