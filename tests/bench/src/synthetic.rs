//! Generates specifications of any size, to measure the generator.
//!
//! Each operation has its own document with two objects and an enum. Shared types are, by
//! turns, in `common.yaml` and in a document for every ten operations.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The number of operations that share a type.
const NEIGHBOURS: usize = 10;

const PACKAGE: &str = "\
name: synthetic
version: 0.1.0
description: A package to measure with.
license: MIT
rust-version: \"1.85\"
keywords: [synthetic]
categories: [api-bindings]
";

/// The part that all documents share.
const COMMON: &str = "    CallResult:
      type: object
      description: How a call went.
      required: [status, code]
      properties:
        status: {type: string, description: 'S, F or U.', maxLength: 1}
        code: {type: string, description: The code., maxLength: 64}
        message: {type: string, description: The code in words., maxLength: 256}
    Amount:
      type: object
      description: A sum of money, counted in the smallest unit of its currency.
      x-constructor: [currency, value]
      required: [currency, value]
      properties:
        currency: {type: string, description: Three capital letters., pattern: '^[A-Z]{3}$'}
        value: {type: string, format: uint64, description: The sum., pattern: '^[0-9]+$'}
";

/// The parts that grow with the size.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Documents with one operation each.
    Operations,
    /// Required members of one object.
    Required,
    /// Values of one enum.
    Values,
    /// Conditions of one object.
    Conditions,
}

impl Axis {
    /// All axes.
    pub const ALL: [Self; 4] = [
        Self::Operations,
        Self::Required,
        Self::Values,
        Self::Conditions,
    ];

    /// Returns the axis of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.name() == name)
    }

    /// Returns the name on the command line and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operations => "operations",
            Self::Required => "required",
            Self::Values => "values",
            Self::Conditions => "conditions",
        }
    }
}

/// Writes a specification of this size into `dir`, and returns its size in bytes.
pub fn write(dir: &Path, axis: Axis, count: usize) -> usize {
    let operations = match axis {
        Axis::Operations => count,
        Axis::Required | Axis::Values | Axis::Conditions => 1,
    };
    if dir.exists() {
        fs::remove_dir_all(dir).expect("the old specification can be removed");
    }
    fs::create_dir_all(dir).expect("the directory can be made");
    let mut size = 0;
    let mut file = |name: &str, text: &str| {
        size += text.len();
        fs::write(dir.join(name), text).expect("the document can be written");
    };
    file("package.yaml", PACKAGE);
    let mut common = format!("{}components:\n  schemas:\n{COMMON}", head("common"));
    for group in 0..operations.div_ceil(NEIGHBOURS) {
        let name = group_file(group);
        if name == "common.yaml" {
            common.push_str(&shared(group));
        } else {
            let text = format!("{}components:\n  schemas:\n{}", head(&name), shared(group));
            file(&name, &text);
        }
    }
    file("common.yaml", &common);
    for number in 0..operations {
        let mut text = operation(number);
        if let Some(part) = part(axis, count) {
            let first = "      properties:\n        orderId:";
            let with_part = "      properties:\n        part: {$ref: '#/components/schemas/Part', \
                             description: A large part.}\n        orderId:";
            text = text.replacen(first, with_part, 1) + &part;
        }
        file(&format!("operation-{number}.yaml"), &text);
    }
    size
}

/// Returns the one large schema of a specification that has one.
fn part(axis: Axis, count: usize) -> Option<String> {
    let object = "    Part:\n      type: object\n      description: A part with many members.\n";
    let members = |count| {
        lines(count, |at| {
            format!("        member{at}: {{type: string, description: One of many.}}")
        })
    };
    Some(match axis {
        Axis::Operations => return None,
        Axis::Required => {
            let names = lines(count, |at| format!("        - member{at}"));
            let members = members(count);
            format!("{object}      required:\n{names}      properties:\n{members}")
        }
        Axis::Values => {
            let values = lines(count, |at| format!("        - VALUE_{at}"));
            format!(
                "    Part:\n      type: string\n      description: One of many values.\n      \
                 x-extensible-enum:\n{values}"
            )
        }
        Axis::Conditions => {
            let conditions = lines(count, |at| {
                let when = format!(
                    "{{properties: {{member0: {{const: VALUE_{at}}}}}, required: [member0]}}"
                );
                format!(
                    "        - {{if: {when}, then: {{required: [member{}]}}}}",
                    at + 1
                )
            });
            let members = members(count + 1);
            format!("{object}      properties:\n{members}      allOf:\n{conditions}")
        }
    })
}

/// Returns a line for every number below `count`.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..count {
        text.push_str(&line(number));
        text.push('\n');
    }
    text
}

fn head(title: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: {title}, version: '1'}}\n")
}

/// Returns the document with the type that a group of operations shares.
fn group_file(group: usize) -> String {
    if group.is_multiple_of(2) {
        "common.yaml".to_owned()
    } else {
        format!("shared-{group}.yaml")
    }
}

fn shared(group: usize) -> String {
    format!(
        "    Contact{group}:
      type: object
      description: Whom to call.
      required: [phone]
      properties:
        phone: {{type: string, description: 'The number, with its country code.', maxLength: 24}}
        email: {{type: string, description: Where to write., maxLength: 64}}
        language: {{$ref: '#/components/schemas/Language{group}'}}
    Language{group}:
      type: string
      description: A language.
      x-extensible-enum: [EN, DE, FR, ZH]
"
    )
}

fn operation(number: usize) -> String {
    let group = number / NEIGHBOURS;
    let contact = format!("{}#/components/schemas/Contact{group}", group_file(group));
    let mut text = head(&format!("operation {number}"));
    if number == 0 {
        text.push_str("servers: [{url: 'https://api.example', description: The server.}]\n");
    }
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "x-product: standard
paths:
  /v1/operation{number}:
    post:
      operationId: operation{number}
      summary: Orders what the operation is for.
      description: Orders what the operation is for, and says what became of it.
{OUTCOME}      requestBody:
        required: true
        content:
          application/json:
            schema: {{$ref: '#/components/schemas/Order'}}
            examples:
              plain:
                value:
                  orderId: order-1
                  kind: CARD
                  amount: {{currency: EUR, value: '1200'}}
                  lines: [{{article: '77', count: 2}}]
                  contact: {{phone: '+49 30 1234', language: DE}}
      responses:
        '200':
          description: The answer.
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/Answer'}}
              examples:
                success: {{value: {{result: {{status: S, code: SUCCESS}}, paymentId: '5'}}}}
{}",
        schemas(&contact)
    );
    text
}

/// Returns the schemas of an operation, one of which names the contact's.
fn schemas(contact: &str) -> String {
    format!(
        "components:
  schemas:
    Order:
      type: object
      description: What is ordered.
      required: [orderId, kind, amount, lines]
      properties:
        orderId: {{type: string, description: The caller's id of the order., maxLength: 64}}
        kind: {{$ref: '#/components/schemas/Kind', description: How it is paid.}}
        amount: {{$ref: 'common.yaml#/components/schemas/Amount', description: What it costs.}}
        account: {{type: string, description: The account., maxLength: 34, x-sensitive: personal}}
        expiry: {{type: string, format: date-time, description: When it ends.}}
        contact: {{$ref: '{contact}', description: Whom to call.}}
        lines:
          type: array
          description: What is bought.
          maxItems: 100
          items: {{$ref: '#/components/schemas/Line'}}
      if: {{properties: {{kind: {{const: TRANSFER}}}}, required: [kind]}}
      then: {{required: [account]}}
    Line:
      type: object
      description: An article and how many of it.
      required: [article, count]
      properties:
        article: {{type: string, description: The article's number., maxLength: 32}}
        count: {{type: integer, format: int64, description: How many., minimum: 1, maximum: 1000}}
        gift: {{type: boolean, description: Whether it is wrapped.}}
    Kind:
      type: string
      description: How an order is paid.
      x-extensible-enum:
        - CARD
        - TRANSFER
        - {{value: CASH, description: At the door.}}
    Answer:
      type: object
      description: What became of the order.
      required: [result]
      properties:
        result: {{$ref: 'common.yaml#/components/schemas/CallResult', description: The result.}}
        paymentId: {{type: string, description: The id of the payment., maxLength: 64}}
        paidAt: {{type: string, format: date-time, description: When it was paid.}}
"
    )
}

const OUTCOME: &str = "      x-outcome:
        status: /result/status
        code: /result/code
        message: /result/message
        success: S
        failure: F
        unknown: U
      x-result-codes:
        - {code: SUCCESS, status: S, message: It is done., action: Nothing., retry: not-needed}
        - {code: REPEATED, status: F, message: The id was used., action: Use a new one., retry: new-request-id}
        - {code: NO_ACCOUNT, status: F, message: There is no account., action: Correct it., retry: fix-request}
        - {code: BUSY, status: U, message: It takes longer., action: Ask again., retry: same-request}
";
