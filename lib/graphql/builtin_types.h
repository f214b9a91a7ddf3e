// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What every schema contains: specified scalars and directives (sections 3.5 and 3.13) and the
// introspection types (section 4.2).
#pragma once

#include <string_view>

namespace igp::graphql {

inline constexpr std::string_view kBuiltinTypes = R"(
"A signed integer of 32 bits."
scalar Int
"A number of double precision (IEEE 754), always finite."
scalar Float
"Text, as UTF-8."
scalar String
"true or false."
scalar Boolean
"An opaque identifier, written as a string; integers are accepted as input."
scalar ID

"Leaves the field or fragment out unless the argument is true."
directive @include("Taken when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
"Leaves the field or fragment out when the argument is true."
directive @skip("Left out when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
"Marks an element of the schema that should no longer be used."
directive @deprecated("Why, and what to use instead; Markdown." reason: String = "No longer supported")
  on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
"Points to the specification of a custom scalar."
directive @specifiedBy("Where the scalar's format is specified." url: String!) on SCALAR

"The types and directives that this server offers."
type __Schema {
  description: String
  "Every type, built-in and introspection types included."
  types: [__Type!]!
  "Where queries start."
  queryType: __Type!
  "Where mutations start, if there are any."
  mutationType: __Type
  "Where subscriptions start, if there are any."
  subscriptionType: __Type
  "Every directive."
  directives: [__Directive!]!
}

"A type of the schema, or a list or non-null form of one."
type __Type {
  kind: __TypeKind!
  name: String
  description: String
  specifiedByURL: String
  fields(includeDeprecated: Boolean = false): [__Field!]
  interfaces: [__Type!]
  possibleTypes: [__Type!]
  enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
  inputFields(includeDeprecated: Boolean = false): [__InputValue!]
  ofType: __Type
}

"The kinds of types."
enum __TypeKind {
  "A leaf value."
  SCALAR
  "An object with fields."
  OBJECT
  "Fields that several object types share."
  INTERFACE
  "One of several object types."
  UNION
  "One of several names."
  ENUM
  "An object as an argument."
  INPUT_OBJECT
  "A list; ofType says of what."
  LIST
  "Never null; ofType says what."
  NON_NULL
}

"A field of an object or interface type."
type __Field {
  name: String!
  description: String
  args(includeDeprecated: Boolean = false): [__InputValue!]!
  type: __Type!
  isDeprecated: Boolean!
  deprecationReason: String
}

"An argument, or a field of an input object."
type __InputValue {
  name: String!
  description: String
  type: __Type!
  "As a GraphQL literal."
  defaultValue: String
  isDeprecated: Boolean!
  deprecationReason: String
}

"One name of an enum."
type __EnumValue {
  name: String!
  description: String
  isDeprecated: Boolean!
  deprecationReason: String
}

"An annotation that documents and schemas can carry."
type __Directive {
  name: String!
  description: String
  isRepeatable: Boolean!
  locations: [__DirectiveLocation!]!
  args(includeDeprecated: Boolean = false): [__InputValue!]!
}

"The places where a directive can stand."
enum __DirectiveLocation {
  "A query." QUERY
  "A mutation." MUTATION
  "A subscription." SUBSCRIPTION
  "A field of a selection set." FIELD
  "The definition of a fragment." FRAGMENT_DEFINITION
  "The use of a named fragment." FRAGMENT_SPREAD
  "An inline fragment." INLINE_FRAGMENT
  "The definition of a variable." VARIABLE_DEFINITION
  "A schema definition." SCHEMA
  "A scalar definition." SCALAR
  "An object type definition." OBJECT
  "The definition of a field." FIELD_DEFINITION
  "The definition of an argument." ARGUMENT_DEFINITION
  "An interface definition." INTERFACE
  "A union definition." UNION
  "An enum definition." ENUM
  "The definition of an enum value." ENUM_VALUE
  "An input object type definition." INPUT_OBJECT
  "The definition of an input object's field." INPUT_FIELD_DEFINITION
}
)";

}  // namespace igp::graphql
