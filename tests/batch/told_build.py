"""What a build told, kept for a test to look at."""

from svarbenk.batch import Watch


class Told(Watch):
    """Keeps what a build tells: chapters that ran, reports that were written, failures, and what was planned."""

    def __init__(self):
        self.ran_chapters, self.written, self.failures, self.builds, self.order = [], [], [], [], []

    def planned(self, builds):
        self.builds = list(builds)

    def ran(self, run, kept):
        self.ran_chapters.append(run.chapter.slug)
        self.order.append(run.name)

    def failed(self, what, message):
        self.failures.append((what, message))

    def wrote(self, build, facts):
        self.written.append(build.report.title)
        self.order.append(build.report.title)
