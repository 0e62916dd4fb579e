// A link that looks like a button: it leads somewhere, it does not do something.
// SPDX-License-Identifier: Apache-2.0
import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type AnchorProps = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & {
    readonly ref?: Ref<HTMLAnchorElement>;
  };

const ButtonAnchor = (props: AnchorProps) => <Button component="a" {...props} />;

export const ButtonLink = createLink(ButtonAnchor);
