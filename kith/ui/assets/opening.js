(function () {
"use strict";

// Everything between this and closing.js is one function: nothing of ours is global.
