// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect as connectTo, PushError as Failure } from './client.js';

// The build wraps the bundle: it declares the two exports, and $here, the module's own address.
connect = (baseUrl, options) => connectTo(baseUrl ?? new URL('.', $here), options);
PushError = Failure;
