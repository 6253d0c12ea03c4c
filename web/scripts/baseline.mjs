// SPDX-License-Identifier: AGPL-3.0-or-later
// What Chromium 86 does not understand: syntax, built-in functions, CSS. Pure: text in, findings out. The numbers are the Chromium
// versions that brought a feature. Styles made at run time by Ant Design are objects here, so a real old browser stays the last gate.
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import * as cssTree from 'css-tree';

export const baseline = 86;

// Built-ins younger than the baseline. `polyfilled` ones are in src/shared/polyfill.ts.
const methods = new Map(Object.entries({
  findLastIndex: 97, toSorted: 110, toReversed: 110, toSpliced: 110, isWellFormed: 111, toWellFormed: 111,
  checkVisibility: 105, startViewTransition: 111, showPicker: 99, getHTML: 125,
}));
const polyfilled = new Set(['at', 'findLast', 'hasOwn']);
const statics = new Map(Object.entries({
  'Object.groupBy': 117, 'Map.groupBy': 117, 'Array.fromAsync': 121, 'Promise.withResolvers': 119, 'Promise.try': 128, 'URL.canParse': 120,
  'AbortSignal.timeout': 103, 'AbortSignal.any': 116, 'crypto.randomUUID': 92, 'Intl.Segmenter': 87,
}));
const globals = new Map(Object.entries({ structuredClone: 98, reportError: 95, scheduler: 94, navigation: 102 }));

const cssProperties = new Map(Object.entries({
  inset: 87, 'inset-block': 87, 'inset-inline': 87, 'inset-inline-start': 87, 'inset-inline-end': 87, 'inset-block-start': 87, 'inset-block-end': 87,
  'margin-inline': 87, 'margin-block': 87, 'padding-inline': 87, 'padding-block': 87, 'border-start-start-radius': 89, 'border-start-end-radius': 89,
  'border-end-start-radius': 89, 'border-end-end-radius': 89, 'aspect-ratio': 88, 'accent-color': 93, 'scrollbar-gutter': 94, 'scrollbar-width': 121,
  'scrollbar-color': 121, 'text-wrap': 114, translate: 104, rotate: 104, scale: 104, container: 105, 'container-type': 105, 'container-name': 105,
  'view-transition-name': 111, 'animation-timeline': 115, 'field-sizing': 123, 'text-emphasis': 99, 'font-palette': 101, hyphens: 88, 'interpolate-size': 129,
}));
const cssPseudo = new Map(Object.entries({ is: 88, where: 88, has: 105, modal: 105, 'user-valid': 119, 'user-invalid': 119, autofill: 110, 'popover-open': 114, open: 133, dir: 120 }));
const cssFunctions = new Map(Object.entries({ 'color-mix': 111, oklch: 111, oklab: 111, lab: 111, lch: 111, hwb: 101, 'light-dark': 123, round: 125, mod: 125, sin: 111, cos: 111, 'image-set': 113 }));
const cssAtRules = new Map(Object.entries({ layer: 99, container: 105, scope: 118, 'starting-style': 117, 'view-transition': 126, 'font-palette-values': 101, 'counter-style': 91 }));
const cssUnits = /^(?:[sld]v[hw]|[sld]vmin|[sld]vmax|[sld]v[ib]|cq[wh]|cq[ib]|cqmin|cqmax|lh|rlh|ric|rch|rcap)$/;

function finding(what, since, where) {
  return `${what} needs Chromium ${since}${where ? ` (${where})` : ''}`;
}

function guardedNames(tree) {
  // typeof reportError === "function" ? … and window.x && …: a use that asks first is allowed.
  const names = new Set();
  const asked = (node) => {
    if (!node) return;
    if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier') names.add(node.property.name);
    if (node.type === 'LogicalExpression') {
      asked(node.left);
      asked(node.right);
    }
    if (node.type === 'UnaryExpression' && node.operator === '!') asked(node.argument);
  };
  full(tree, (node) => {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') asked(node.test);
    if (node.type === 'LogicalExpression') asked(node.left);
    if (node.type === 'UnaryExpression' && node.operator === 'typeof') {
      if (node.argument.type === 'Identifier') names.add(node.argument.name);
      if (node.argument.type === 'MemberExpression' && node.argument.property.type === 'Identifier') names.add(node.argument.property.name);
    }
  });
  return names;
}

export function checkJs(text, where = '') {
  const found = [];
  let tree;
  try {
    tree = parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch (error) {
    return [`cannot be parsed: ${error.message} (${where})`];
  }
  const guarded = guardedNames(tree);
  const declared = new Set();
  full(tree, (node) => {
    if ((node.type === 'FunctionDeclaration' || node.type === 'VariableDeclarator' || node.type === 'ClassDeclaration') && node.id?.name) declared.add(node.id.name);
    for (const param of node.params ?? []) if (param.name) declared.add(param.name);
  });
  const at = (node) => `${where}:${node.start}`;
  const tried = []; // a call inside try { } that fails is caught
  full(tree, (node) => {
    if (node.type === 'TryStatement' && node.handler) tried.push(node.block);
  });
  const caught = (node) => tried.some((block) => block.start <= node.start && block.end >= node.end);
  full(tree, (node) => {
    switch (node.type) {
      case 'StaticBlock': found.push(finding('class static block', 94, at(node))); break;
      case 'BinaryExpression':
        if (node.operator === 'in' && node.left.type === 'PrivateIdentifier') found.push(finding('#x in object', 91, at(node)));
        break;
      case 'Literal':
        if (node.regex && /[dv]/.test(node.regex.flags)) found.push(finding(`regular expression flag ${node.regex.flags}`, node.regex.flags.includes('v') ? 112 : 90, at(node)));
        if (typeof node.value === 'string' && looksLikeCss(node.value)) found.push(...checkCss(node.value, at(node)));
        break;
      case 'TemplateElement':
        if (looksLikeCss(node.value.cooked ?? '')) found.push(...checkCss(node.value.cooked, at(node)));
        break;
      case 'ImportDeclaration': case 'ImportExpression': case 'ExportAllDeclaration': case 'ExportNamedDeclaration':
        if (node.attributes?.length || node.options) found.push(finding('import attributes', 123, at(node)));
        break;
      case 'CallExpression': case 'NewExpression': {
        const callee = node.callee;
        if (callee.type === 'Identifier' && globals.has(callee.name) && !guarded.has(callee.name) && !declared.has(callee.name)) found.push(finding(`${callee.name}()`, globals.get(callee.name), at(node)));
        if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed && !callee.optional) {
          const name = callee.property.name;
          const full2 = callee.object.type === 'Identifier' ? `${callee.object.name}.${name}` : '';
          if (statics.has(full2) && !guarded.has(name)) found.push(finding(full2, statics.get(full2), at(node)));
          else if (methods.has(name) && !polyfilled.has(name) && !guarded.has(name) && !caught(node)) found.push(finding(`.${name}()`, methods.get(name), at(node)));
        }
        break;
      }
      default:
    }
  });
  for (const statement of tree.body) {
    full(statement, (node) => {
      if (node.type === 'AwaitExpression' && !insideFunction(statement, node)) found.push(finding('top-level await', 89, at(node)));
    });
  }
  return found;
}

function insideFunction(root, target) {
  let inside = false;
  full(root, (node) => {
    if (/Function/.test(node.type) && node.start <= target.start && node.end >= target.end) inside = true;
  });
  return inside;
}

function looksLikeCss(text) {
  return text.length > 80 && /^[\s.:#@*a-z[][^{}"'<>]*\{[^{}]*:[^{}]*[;}]/i.test(text) && !/=>|function|return /.test(text);
}

export function checkCss(text, where = '') {
  const found = [];
  let tree;
  try {
    tree = cssTree.parse(text, { positions: true, parseCustomProperty: false });
  } catch (error) {
    return [`cannot be parsed: ${error.message} (${where})`];
  }
  const at = (node) => `${where}${node.loc ? `:${node.loc.start.line}` : ''}`;
  cssTree.walk(tree, function visit(node) {
    if (node.type === 'Declaration' && cssProperties.has(node.property)) found.push(finding(node.property, cssProperties.get(node.property), at(node)));
    if (node.type === 'Declaration' && /^overflow/.test(node.property) && /\bclip\b/.test(cssTree.generate(node.value))) found.push(finding('overflow: clip', 90, at(node)));
    if (node.type === 'PseudoClassSelector' && cssPseudo.has(node.name)) found.push(finding(`:${node.name}`, cssPseudo.get(node.name), at(node)));
    if (node.type === 'PseudoClassSelector' && node.name === 'not' && node.children) {
      const inner = cssTree.generate(node).slice(5, -1);
      if (/[,\s>+~]/.test(inner.replace(/\[[^\]]*\]/g, '').replace(/\([^)]*\)/g, ''))) found.push(finding(':not() with more than one simple selector', 88, at(node)));
    }
    if (node.type === 'Function' && cssFunctions.has(node.name)) found.push(finding(`${node.name}()`, cssFunctions.get(node.name), at(node)));
    if (node.type === 'Dimension' && cssUnits.test(node.unit)) found.push(finding(`unit ${node.unit}`, 108, at(node)));
    if (node.type === 'Atrule' && cssAtRules.has(node.name)) found.push(finding(`@${node.name}`, cssAtRules.get(node.name), at(node)));
    if (node.type === 'Rule' && this.rule && this.rule !== node) found.push(finding('nested rule', 112, at(node)));
    if (node.type === 'Block') {
      for (const child of node.children.toArray()) if (child.type === 'Raw' && child.value.includes('{')) found.push(finding('nested rule', 112, at(child)));
    }
    if (node.type === 'NestingSelector') found.push(finding('& nesting', 112, at(node)));
  });
  return found;
}
