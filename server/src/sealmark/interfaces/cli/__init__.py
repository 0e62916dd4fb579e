"""The command line: each module here is a command, see `main`."""

# SPDX-License-Identifier: Apache-2.0
