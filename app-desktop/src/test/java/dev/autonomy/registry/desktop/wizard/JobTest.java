package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobTest {

    private final CompletableFuture<Job.Ending<String>> ending = new CompletableFuture<>();

    @Test
    void a_job_tells_its_result_on_the_thread_of_the_window() {
        List<Runnable> ui = new ArrayList<>();
        Job.start(new Threads(Runnable::run, ui::add), () -> "done", ending::complete);
        assertFalse(ending.isDone());

        ui.getFirst().run();

        assertEquals(new Job.Ending.Done<>("done"), ending.join());
    }

    @Test
    void a_cancelled_job_ends_when_its_work_has() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        Job<String> job =
                Job.start(
                        new Threads(Thread::startVirtualThread, Runnable::run),
                        () -> {
                            working.countDown();
                            new CountDownLatch(1).await();
                            return "never";
                        },
                        ending::complete);
        working.await();

        job.cancel();

        assertInstanceOf(Job.Ending.Cancelled.class, ending.get(10, TimeUnit.SECONDS));
    }

    @Test
    void a_job_cancelled_before_it_began_still_ends() throws Exception {
        List<Runnable> work = new ArrayList<>();
        Job<String> job =
                Job.start(
                        new Threads(work::add, Runnable::run),
                        () -> {
                            new CountDownLatch(1).await();
                            return "never";
                        },
                        ending::complete);

        job.cancel();
        Thread.startVirtualThread(work.getFirst());

        assertInstanceOf(Job.Ending.Cancelled.class, ending.get(10, TimeUnit.SECONDS));
    }

    @Test
    void a_cancellation_that_comes_too_late_does_not_reach_what_the_thread_does_next() {
        List<Runnable> work = new ArrayList<>();
        List<Job<String>> jobs = new ArrayList<>();
        jobs.add(
                Job.start(
                        new Threads(work::add, Runnable::run),
                        () -> {
                            jobs.getFirst().cancel();
                            return "done";
                        },
                        ending::complete));

        work.getFirst().run();

        assertEquals(new Job.Ending.Done<>("done"), ending.join());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void an_error_of_the_program_is_an_ending_too() {
        Job.start(
                new Threads(Runnable::run, Runnable::run),
                () -> {
                    throw new IllegalStateException("a bug");
                },
                ending::complete);

        assertInstanceOf(Job.Ending.Failed.class, ending.join());
    }

    @Test
    void a_program_that_is_broken_ends_a_job_instead_of_leaving_it_hanging() {
        Job.start(
                new Threads(Runnable::run, Runnable::run),
                () -> {
                    throw new NoSuchMethodError("a library of another version");
                },
                ending::complete);

        assertInstanceOf(Job.Ending.Failed.class, ending.join());
    }
}
