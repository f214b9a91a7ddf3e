// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Random documents, valid and broken, through igpack's GraphQL engine and through graphql-js: both
// must refuse the same ones, give the same data with the same order of keys, and count the same
// errors. usage: node differential.cjs DRIVER COUNT [SEED]
'use strict';
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const graphql = require('graphql');

const [driver, count, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4] || 1)];
const schemaFile = join(__dirname, 'schema.graphql');
const rootFile = join(__dirname, 'root.json');
const schema = graphql.buildSchema(readFileSync(schemaFile, 'utf8'));
const rootValue = JSON.parse(readFileSync(rootFile, 'utf8'));

// xorshift32: the same documents for the same seed on every machine.
let state = seed >>> 0 || 1;
const random = (n) => {
  state ^= state << 13; state >>>= 0;
  state ^= state >>> 17;
  state ^= state << 5; state >>>= 0;
  return state % n;
};
const pick = (list) => list[random(list.length)];
const chance = (percent) => random(100) < percent;

class Generator {
  constructor() {
    this.variables = new Map();
    this.values = {};
    this.fragments = [];
  }

  /** A literal of the type, or a variable of it; now and then of another type. */
  value(type, depth = 0) {
    if (chance(1)) return pick(['1', '"s"', 'true', 'null', 'ENUMISH', '[1]', '{a: 1}', '1.5', '$undefined']);
    if (chance(12) && depth < 3) return this.variable(type);
    if (graphql.isNonNullType(type)) return this.value(type.ofType, depth);
    if (chance(6)) return 'null';
    if (graphql.isListType(type)) {
      if (chance(20)) return this.value(type.ofType, depth + 1);
      return `[${Array.from({ length: random(3) }, () => this.value(type.ofType, depth + 1)).join(', ')}]`;
    }
    if (graphql.isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(() => chance(depth > 2 ? 10 : 40));
      const text = fields.map((field) => `${field.name}: ${this.value(field.type, depth + 1)}`);
      if (chance(3)) text.push('unknown: 1');
      if (chance(3) && text.length) text.push(text[0]);
      return `{${text.join(', ')}}`;
    }
    if (graphql.isEnumType(type)) return pick(type.getValues()).name;
    return { Int: String(random(100)), Float: pick(['1', '2.5', '-3e2']), String: pick(['"a"', '"""b"""']),
             Boolean: pick(['true', 'false']), ID: pick(['"id"', '5']), Blob: pick(['{a: [1, B]}', '"x"']) }[type.name];
  }

  variable(type) {
    const name = `v${this.variables.size}`;
    let text = String(type);
    if (chance(10)) text = text.replace(/!$/, '');
    if (chance(15) && !text.endsWith('!')) text += '!';
    if (chance(3)) text = pick(['Int', 'User', 'Missing', '[String]']);
    const fallback = chance(25) ? ` = ${this.constant(type)}` : '';
    this.variables.set(name, `$${name}: ${text}${fallback}${chance(5) ? ' @once' : ''}`);
    if (chance(70)) this.values[name] = this.json(type);
    return `$${name}`;
  }

  constant(type) {
    const text = new Generator().value(type, 3);
    return text.includes('$') ? 'null' : text;
  }

  json(type) {
    if (chance(5)) return pick([null, 1, 'x', true, [1], { a: 1 }, 1.5]);
    if (graphql.isNonNullType(type)) return this.json(type.ofType);
    if (chance(8)) return null;
    if (graphql.isListType(type)) return chance(20) ? this.json(type.ofType) : [this.json(type.ofType), this.json(type.ofType)];
    if (graphql.isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => chance(30) && field.name !== 'inner');
      return Object.fromEntries(fields.map((field) => [field.name, this.json(field.type)]));
    }
    if (graphql.isEnumType(type)) return pick(type.getValues()).name;
    return { Int: random(50), Float: 1.25, String: 's', Boolean: true, ID: pick(['a', 3]), Blob: { x: 1 } }[type.name];
  }

  arguments(args) {
    const given = args.filter((arg) => graphql.isRequiredArgument(arg) ? !chance(4) : chance(40));
    const text = given.map((arg) => `${arg.name}: ${this.value(arg.type)}`);
    if (chance(2)) text.push('bogus: 1');
    if (chance(2) && text.length) text.push(text[0]);
    return text.length ? `(${text.join(', ')})` : '';
  }

  directives() {
    let text = '';
    if (chance(8)) text += ` @${pick(['skip', 'include'])}(if: ${chance(50) ? this.variable(new graphql.GraphQLNonNull(graphql.GraphQLBoolean)) : pick(['true', 'false'])})`;
    if (chance(3)) text += pick([' @once', ' @once @once', ' @tag(name: "a") @tag(name: "b")', ' @nope', ' @tag', ' @deprecated']);
    return text;
  }

  selections(type, depth) {
    return ` { ${Array.from({ length: 1 + random(4) }, () => this.selection(type, depth)).join(' ')} }`;
  }

  selection(type, depth) {
    if (chance(14) && depth < 5) return this.fragment(type, depth);
    if (chance(5)) return `${chance(30) ? 'x: ' : ''}__typename`;
    if (graphql.isUnionType(type)) return chance(90) ? this.fragment(type, depth) : 'name';
    const field = pick(Object.values(type.getFields()));
    const named = graphql.getNamedType(field.type);
    const leaf = graphql.isLeafType(named);
    if (!leaf && depth > 5) return '__typename';
    const alias = chance(60) ? `${chance(90) ? `a${random(1000)}` : pick(['a', 'b', 'name', 'id'])}: ` : '';
    const name = chance(2) ? 'missing' : field.name;

    return `${alias}${name}${this.arguments(field.args)}${this.directives()}${leaf ? (chance(1) ? ' { x }' : '') : chance(2) ? '' : this.selections(named, depth + 1)}`;
  }

  fragment(type, depth) {
    const composites = Object.values(schema.getTypeMap()).filter((each) => graphql.isCompositeType(each) && !each.name.startsWith('__'));
    const possible = composites.filter((each) => graphql.doTypesOverlap(schema, each, type));
    const target = chance(5) ? pick(composites) : pick(possible);
    if (chance(50)) {
      const condition = chance(15) ? '' : ` on ${chance(2) ? pick(['Role', 'Missing']) : target.name}`;
      return `...${condition}${this.directives()}${this.selections(condition ? target : type, depth + 1)}`;
    }
    if (chance(20) && this.fragments.length) return `...${pick(this.fragments).name}${this.directives()}`;
    const name = chance(2) ? 'Unknown' : `F${this.fragments.length}`;
    if (name !== 'Unknown') {
      const fragment = { name, text: '' };
      this.fragments.push(fragment);
      fragment.text = `fragment ${name} on ${target.name}${this.selections(target, depth + 1)}`;
    }
    return `...${name}`;
  }

  document() {
    const kind = chance(90) ? 'query' : pick(['mutation', 'subscription']);
    const root = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() }[kind];
    const body = this.selections(root, 0);
    const variables = [...this.variables.values()];
    if (chance(3)) variables.push('$unused: Int');
    const list = variables.length ? `(${variables.join(', ')})` : '';
    const parts = [`${kind} Q${list}${body}`, ...this.fragments.map((fragment) => fragment.text)];
    if (chance(3)) parts.push('fragment Lonely on User { id }');
    if (chance(2)) parts.push(pick(['{ __typename }', 'query Q { __typename }', 'type T { a: Int }']));
    return parts.join('\n');
  }
}

/** A broken copy: a token removed, doubled or exchanged. */
function mutate(text) {
  const tokens = text.match(/"""[^]*?"""|"[^"]*"|\.\.\.|[A-Za-z_0-9.]+|\S/g);
  const at = random(tokens.length);
  tokens.splice(at, random(2), ...(chance(50) ? [pick(tokens)] : []));
  return tokens.join(' ');
}

function reference({ query, variables }) {
  let document;
  try {
    document = graphql.parse(query);
  } catch (error) {
    return { errors: 1 };
  }
  let errors;
  try {
    errors = graphql.validate(schema, document);
  } catch (error) {
    return null; // its rule on subscriptions evaluates @skip without any variables
  }
  if (errors.length) return { errors: errors.length };
  const result = graphql.execute({ schema, document, rootValue, variableValues: variables });
  return { errors: (result.errors || []).length, data: 'data' in result ? JSON.stringify(result.data) : undefined };
}

const requests = [];
while (requests.length < count) {
  const generator = new Generator();
  const query = generator.document();
  const mutated = chance(25) ? mutate(query) : query;
  if (mutated.length < 20000 && (mutated.match(/:/g) || []).length < 90) {
    requests.push({ query: mutated, variables: generator.values });
  }
}
const run = spawnSync(driver, [schemaFile, rootFile], {
  input: requests.map((request) => JSON.stringify(request)).join('\n') + '\n', encoding: 'utf8', maxBuffer: 1 << 30 });
if (run.status !== 0) {
  console.log(`the driver failed: ${run.signal || run.status} ${run.stderr}`);
  process.exit(1);
}
const answers = run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
let failed = 0;
const kinds = { executed: 0, refused: 0 };
requests.forEach((request, index) => {
  const want = reference(request);
  if (want === null) return;
  const got = { errors: (answers[index].errors || []).length,
                data: 'data' in answers[index] ? JSON.stringify(answers[index].data) : undefined };
  kinds[want.data === undefined ? 'refused' : 'executed']++;
  if (want.errors === got.errors && want.data === got.data) return;
  if (failed++ < 5) {
    console.log(`FAIL document ${index}:\n${request.query}\n${JSON.stringify(request.variables)}`);
    console.log(` want ${JSON.stringify(want)}\n got  ${JSON.stringify(got)} ${JSON.stringify(answers[index].errors)}`);
  }
});
console.log(`${kinds.executed} executed, ${kinds.refused} refused by both`);
console.log(`${count - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
