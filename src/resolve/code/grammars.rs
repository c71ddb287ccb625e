//! The languages that are told apart. Only what shows: a word that is missing stays plain.

use super::grammar::{BARE, Grammar, Keys, LIKE_C, LIKE_SHELL, Quote, Tick, long, raw, short};
use crate::model::TokenKind;

/// The grammar of the language called `name`.
pub(super) fn of(name: &str) -> Option<&'static Grammar> {
    GRAMMARS.iter().find(|grammar| grammar.names.contains(&name))
}

/// Three quotes that go over lines, before those that do not.
const PYTHON_QUOTES: [Quote; 4] = [long("\"\"\""), long("'''"), short("\""), short("'")];

/// Those of scripts for the Web: templates go over lines.
const SCRIPT_QUOTES: [Quote; 3] = [long("`"), short("\""), short("'")];

/// Those of shells, where a string goes on until it ends.
const SHELL_QUOTES: [Quote; 2] = [long("\""), raw("'", "'")];

const RUST_QUOTES: [Quote; 5] =
    [raw("br#\"", "\"#"), raw("r##\"", "\"##"), raw("r#\"", "\"#"), raw("r\"", "\""), long("\"")];

const GRAMMARS: &[Grammar] = &[
    Grammar {
        names: &["rust", "rs"],
        nests: true,
        quotes: &RUST_QUOTES,
        tick: Tick::Letter,
        keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let \
            loop match mod move mut pub ref return self static struct super trait type union \
            unsafe use where while yield macro_rules",
        types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Self",
        values: "true false",
        bangs: true,
        signs: &[],
        brackets: &[["#[", "]"], ["#![", "]"]],
        ..LIKE_C
    },
    Grammar {
        names: &["c", "h"],
        signs: &[('#', TokenKind::Meta)],
        capitals: false,
        keywords: "auto break case const continue default do else enum extern for goto if inline \
            register restrict return sizeof static struct switch typedef union volatile while",
        types: "int char void long short float double unsigned signed bool _Bool size_t ssize_t \
            int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t FILE",
        values: "NULL true false",
        ..LIKE_C
    },
    Grammar {
        names: &["cpp", "c++", "cxx", "cc", "hpp", "arduino", "ino", "cuda", "objc", "objective-c"],
        signs: &[('#', TokenKind::Meta), ('@', TokenKind::Keyword)],
        keywords: "auto break case const continue default do else enum extern for goto if inline \
            register restrict return sizeof static struct switch typedef union volatile while \
            alignas alignof and catch class co_await co_return co_yield concept consteval \
            constexpr constinit decltype delete explicit export final friend mutable namespace \
            new noexcept not operator or override private protected public requires \
            static_assert static_cast dynamic_cast reinterpret_cast const_cast template this \
            throw try typeid typename using virtual",
        types: "int char void long short float double unsigned signed bool _Bool size_t ssize_t \
            int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t FILE wchar_t \
            char8_t char16_t char32_t string vector map set",
        values: "nullptr NULL true false",
        ..LIKE_C
    },
    Grammar {
        names: &["csharp", "cs", "c#"],
        signs: &[('#', TokenKind::Meta)],
        quotes: &[raw("@\"", "\""), short("\""), short("'")],
        keywords: "abstract as async await base break case catch checked class const continue default \
            delegate do else enum event explicit extern finally fixed for foreach get goto if \
            implicit in init interface internal is lock nameof namespace new operator out \
            override params partial private protected public readonly record ref required return \
            sealed set sizeof stackalloc static struct switch this throw try typeof unchecked \
            unsafe using value var virtual volatile when where while with yield",
        types: "bool byte char decimal double dynamic float int long nint object sbyte short string \
            uint ulong ushort void",
        ..LIKE_C
    },
    Grammar {
        names: &["java", "groovy", "gradle"],
        quotes: &[long("\"\"\""), short("\""), short("'")],
        keywords: "abstract assert break case catch class const continue default def do else enum \
            exports extends final finally for goto if implements import instanceof interface \
            module native new non-sealed package permits private protected public record \
            requires return sealed static strictfp super switch synchronized this throw throws \
            transient try var volatile when while yield",
        types: "boolean byte char double float int long short void",
        ..LIKE_C
    },
    Grammar {
        names: &["kotlin", "kt", "kts"],
        nests: true,
        quotes: &[raw("\"\"\"", "\"\"\""), short("\""), short("'")],
        keywords: "abstract actual annotation as break by catch class companion const constructor \
            continue crossinline data do else enum expect external final finally for fun get if \
            import in infix init inline inner interface internal is lateinit noinline object \
            open operator out override package private protected public reified return sealed \
            set super suspend tailrec this throw try typealias val var vararg when where while",
        ..LIKE_C
    },
    Grammar {
        names: &["swift"],
        nests: true,
        quotes: &[long("\"\"\""), short("\"")],
        signs: &[('@', TokenKind::Meta), ('#', TokenKind::Meta)],
        keywords: "actor any as associatedtype async await break case catch class continue convenience \
            default defer deinit didSet do dynamic else enum extension fallthrough fileprivate \
            final for func get guard if import in indirect infix init inout internal is isolated \
            lazy let mutating nonisolated nonmutating open operator optional override postfix \
            precedencegroup prefix private protocol public repeat required rethrows return self \
            set some static struct subscript super switch throw throws try typealias unowned var \
            weak where while willSet",
        types: "Self",
        values: "true false nil",
        ..LIKE_C
    },
    Grammar {
        names: &["scala", "sc", "sbt"],
        nests: true,
        quotes: &[raw("\"\"\"", "\"\"\""), short("\"")],
        tick: Tick::Letter,
        keywords: "abstract case catch class def do else end enum export extends extension final \
            finally for forSome given if implicit import inline infix lazy match new object \
            opaque open override package private protected return sealed super then this throw \
            trait transparent try type using val var while with yield",
        ..LIKE_C
    },
    Grammar {
        names: &["go", "golang"],
        quotes: &[raw("`", "`"), short("\""), short("'")],
        capitals: false,
        signs: &[],
        keywords: "break case chan const continue default defer else fallthrough for func go goto if \
            import interface map package range return select struct switch type var",
        types: "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 \
            int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
        values: "true false nil iota",
        ..LIKE_C
    },
    Grammar {
        names: &["javascript", "js", "jsx", "mjs", "cjs", "node"],
        quotes: &SCRIPT_QUOTES,
        letters: "$",
        keywords: "as async await break case catch class const constructor continue debugger default \
            delete do else export extends finally for from function get if import in instanceof \
            let new of return set static super switch this throw try typeof var void while with \
            yield",
        values: "true false null undefined NaN Infinity",
        ..LIKE_C
    },
    Grammar {
        names: &["typescript", "ts", "tsx", "mts", "cts"],
        quotes: &SCRIPT_QUOTES,
        letters: "$",
        keywords: "as async await break case catch class const constructor continue debugger default \
            delete do else export extends finally for from function get if import in instanceof \
            let new of return set static super switch this throw try typeof var void while with \
            yield abstract asserts declare enum implements infer interface is keyof module \
            namespace override private protected public readonly satisfies type",
        types: "any bigint boolean never number object string symbol unknown",
        values: "true false null undefined NaN Infinity",
        ..LIKE_C
    },
    Grammar {
        names: &["dart"],
        quotes: &PYTHON_QUOTES,
        keywords: "abstract as assert async await base break case catch class const continue covariant \
            default deferred do dynamic else enum export extends extension external factory \
            final finally for get if implements import in interface is late library mixin new on \
            operator part required rethrow return sealed set show static super switch sync this \
            throw try typedef var when while with yield",
        types: "bool double int num void",
        ..LIKE_C
    },
    Grammar {
        names: &["zig"],
        blocks: &[],
        tick: Tick::Letter,
        quotes: &[short("\"")],
        signs: &[('@', TokenKind::Function)],
        keywords: "align allowzero and anyframe asm async await break callconv catch comptime const \
            continue defer else enum errdefer error export extern fn for if inline noalias \
            noinline nosuspend opaque or orelse packed pub resume return struct suspend switch \
            test threadlocal try union unreachable usingnamespace var volatile while",
        types: "anyerror anyopaque anytype bool comptime_float comptime_int f16 f32 f64 i8 i16 i32 \
            i64 isize noreturn type u8 u16 u32 u64 usize void",
        values: "true false null undefined",
        ..LIKE_C
    },
    Grammar {
        names: &["php"],
        comments: &["//", "#"],
        quotes: &[long("\""), long("'")],
        signs: &[('$', TokenKind::Key)],
        brackets: &[["#[", "]"]],
        keywords: "abstract and as break callable case catch class clone const continue declare default \
            do echo else elseif empty enddeclare endfor endforeach endif endswitch endwhile enum \
            exit extends final finally fn for foreach function global goto if implements include \
            include_once instanceof insteadof interface isset list match namespace new or print \
            private protected public readonly require require_once return static switch throw \
            trait try unset use var while xor yield",
        types: "array bool float int iterable mixed object string void",
        ..LIKE_C
    },
    Grammar {
        names: &["glsl", "hlsl", "wgsl", "shader"],
        signs: &[('#', TokenKind::Meta), ('@', TokenKind::Meta)],
        keywords: "attribute break buffer case const continue default discard do else flat for fn highp \
            if in inout layout let lowp mediump out precision return shared smooth struct switch \
            uniform var varying void while",
        types: "bool double f16 f32 float i32 int ivec2 ivec3 ivec4 mat2 mat3 mat4 sampler2D \
            samplerCube u32 uint uvec2 uvec3 uvec4 vec2 vec3 vec4",
        ..LIKE_C
    },
    Grammar {
        names: &["proto", "protobuf"],
        keywords: "enum extend extensions import message map oneof option optional package public \
            repeated required reserved returns rpc service stream syntax to",
        types: "bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 \
            string uint32 uint64",
        ..LIKE_C
    },
    Grammar {
        names: &["css", "scss", "less", "sass"],
        capitals: false,
        letters: "-",
        keys: Keys::First(':'),
        signs: &[
            ('@', TokenKind::Keyword),
            ('$', TokenKind::Key),
            ('.', TokenKind::Type),
            ('#', TokenKind::Type),
        ],
        values: "auto inherit initial none unset",
        ..LIKE_C
    },
    Grammar {
        names: &["solidity", "sol"],
        keywords: "abstract anonymous as assembly break calldata catch constant constructor continue \
            contract delete do else emit enum error event external fallback for function if \
            immutable import indexed interface internal is library mapping memory modifier new \
            override payable pragma private public pure receive return returns revert storage \
            struct throw try type unchecked using view virtual while",
        types: "address bool bytes bytes32 int int256 string uint uint8 uint256",
        ..LIKE_C
    },
    Grammar {
        names: &["python", "py", "python3", "py3", "pycon", "ipython", "gyp", "starlark", "bzl"],
        comments: &["#"],
        quotes: &PYTHON_QUOTES,
        signs: &[('@', TokenKind::Meta)],
        capitals: true,
        keywords: "and as assert async await break case class continue def del elif else except finally \
            for from global if import in is lambda match nonlocal not or pass raise return try \
            while with yield",
        types: "bool bytes complex dict float frozenset int list object set str tuple type",
        values: "True False None",
        functions: "print",
        ..BARE
    },
    Grammar {
        names: &["ruby", "rb", "rake", "gemspec"],
        comments: &["#"],
        blocks: &[["=begin", "=end"]],
        quotes: &[long("\""), long("'")],
        signs: &[('@', TokenKind::Key), ('$', TokenKind::Key), (':', TokenKind::Number)],
        capitals: true,
        letters: "?!",
        keywords: "alias and begin break case class def defined? do else elsif end ensure extend for if \
            in include module next not or private protected public raise redo rescue require \
            require_relative retry return self super then undef unless until when while yield \
            attr_accessor attr_reader attr_writer",
        values: "true false nil",
        functions: "puts print p",
        ..BARE
    },
    Grammar {
        names: &["elixir", "ex", "exs"],
        comments: &["#"],
        quotes: &[long("\"\"\""), long("\""), short("'")],
        signs: &[('@', TokenKind::Meta), (':', TokenKind::Number)],
        capitals: true,
        letters: "?!",
        keywords: "after alias and case catch cond def defdelegate defexception defguard defimpl \
            defmacro defmodule defp defprotocol defstruct do else end fn for if import in not or \
            quote raise receive require rescue try unless unquote use when with",
        values: "true false nil",
        ..BARE
    },
    Grammar {
        names: &["crystal", "cr", "nim"],
        comments: &["#"],
        blocks: &[["#[", "]#"]],
        quotes: &[long("\"\"\""), short("\""), short("'")],
        capitals: true,
        keywords: "abstract addr and as asm begin bind block break case cast class const continue \
            converter def defer discard distinct do elif else elsif end ensure enum except \
            export finally for from func if import in include is isnot iterator let lib macro \
            method mixin mod module nil not of or out proc ptr raise ref rescue require return \
            self shl shr static struct template then try tuple type unless until using var when \
            while with xor yield",
        types: "bool char float int string uint",
        values: "true false nil",
        functions: "echo puts",
        ..BARE
    },
    Grammar {
        names: &["perl", "pl", "pm", "raku"],
        comments: &["#"],
        blocks: &[["=pod", "=cut"]],
        quotes: &[long("\""), long("'")],
        signs: &[('$', TokenKind::Key), ('@', TokenKind::Key), ('%', TokenKind::Key)],
        keywords: "and cmp continue die do else elsif eq exit for foreach ge given goto gt if last le \
            local lt my ne next no not or our package redo require return say sub unless until \
            use wantarray when while xor",
        functions: "print printf push shift join map grep sort",
        ..BARE
    },
    Grammar {
        names: &["lua"],
        comments: &["--"],
        blocks: &[["--[[", "]]"]],
        quotes: &[raw("[[", "]]"), short("\""), short("'")],
        keywords: "and break do else elseif end for function goto if in local not or repeat return then \
            until while",
        values: "true false nil",
        functions: "print",
        ..BARE
    },
    Grammar {
        names: &["r", "rscript", "splus"],
        comments: &["#"],
        quotes: &[long("\""), long("'")],
        letters: ".",
        keywords: "break else for function if in next repeat return while library require",
        values: "TRUE FALSE NULL NA NaN Inf",
        ..BARE
    },
    Grammar {
        names: &["julia", "jl"],
        comments: &["#"],
        blocks: &[["#=", "=#"]],
        nests: true,
        quotes: &[long("\"\"\""), short("\"")],
        tick: Tick::Letter,
        signs: &[('@', TokenKind::Meta), (':', TokenKind::Number)],
        capitals: true,
        letters: "!",
        keywords: "abstract baremodule begin break catch const continue do else elseif end export \
            finally for function global if import in isa let local macro module mutable \
            primitive quote return struct try using where while",
        values: "true false nothing missing Inf NaN pi",
        ..BARE
    },
    Grammar {
        names: &["matlab", "octave", "m"],
        comments: &["%", "#"],
        quotes: &[short("\"")],
        keywords: "break case catch classdef continue else elseif end for function global if methods \
            otherwise parfor persistent properties return spmd switch try while",
        values: "true false NaN Inf pi",
        ..BARE
    },
    Grammar {
        names: &["haskell", "hs", "elm", "purescript", "idris"],
        comments: &["--"],
        blocks: &[["{-", "-}"]],
        nests: true,
        tick: Tick::Letter,
        capitals: true,
        calls: false,
        letters: "'",
        keywords: "as case class data default deriving do else exposing family forall foreign hiding if \
            import in infix infixl infixr instance let mdo module newtype of port proc qualified \
            rec then type where",
        ..BARE
    },
    Grammar {
        names: &["ocaml", "ml", "mli", "fsharp", "fs", "f#", "fsx", "sml", "reason"],
        comments: &["//"],
        blocks: &[["(*", "*)"]],
        nests: true,
        tick: Tick::Letter,
        capitals: true,
        calls: false,
        letters: "'",
        keywords: "and as assert async begin class constraint do done downto else elif end exception \
            external false for fun function functor if in include inherit inherit inline \
            initializer lazy let match member method module mutable namespace new nonrec object \
            of open or override private rec return sig static struct then to try type use val \
            virtual when while with yield",
        types: "bool char float int list option string unit",
        values: "true false",
        ..BARE
    },
    Grammar {
        names: &["erlang", "erl"],
        comments: &["%"],
        quotes: &[short("\""), short("'")],
        keywords: "after and andalso begin band bnot bor bsl bsr bxor case catch cond div else end fun \
            if let maybe not of or orelse receive rem try when xor",
        ..BARE
    },
    Grammar {
        names: &[
            "lisp",
            "elisp",
            "scheme",
            "racket",
            "clojure",
            "clj",
            "cljs",
            "cl",
            "scm",
            "emacs-lisp",
            "commonlisp",
            "fennel",
        ],
        comments: &[";"],
        blocks: &[["#|", "|#"]],
        quotes: &[long("\"")],
        signs: &[(':', TokenKind::Number)],
        calls: false,
        letters: "-?!*<>=/",
        keywords: "and begin case cond def define define-record-type define-syntax defmacro defmethod \
            defn defparameter defprotocol defrecord defstruct deftype defun defvar do dolist \
            dotimes else fn for if lambda let let* letrec loop ns or progn provide quote recur \
            require set! setf setq syntax-rules unless when while",
        values: "nil t true false",
        ..BARE
    },
    Grammar {
        names: &["sql", "mysql", "postgresql", "postgres", "plsql", "psql", "sqlite", "tsql", "pgsql"],
        comments: &["--", "#"],
        blocks: &[["/*", "*/"]],
        quotes: &[long("'"), short("\""), short("`")],
        any_case: true,
        keywords: "add all alter and any as asc begin between by cascade case check column commit \
            constraint create cross database declare default delete desc distinct drop each else \
            end except exists explain fetch for foreign from full function grant group having if \
            in index inner insert intersect into is join key language left like limit natural \
            not of offset on or order outer over partition primary procedure references replace \
            returning returns revoke right rollback select set table temporary then to \
            transaction trigger truncate union unique update using values view when where while \
            with",
        types: "bigint blob boolean bytea char character date decimal double float int integer \
            interval json jsonb numeric precision real serial smallint text time timestamp \
            tinyint uuid varchar varying",
        values: "null true false",
        ..BARE
    },
    Grammar {
        names: &["bash", "sh", "shell", "zsh", "ksh", "fish", "ash", "env", "dotenv", "bashrc"],
        quotes: &SHELL_QUOTES,
        signs: &[('$', TokenKind::Key)],
        calls: false,
        letters: "-",
        keys: Keys::First('='),
        keywords: "case do done elif else end esac export fi for function if in local readonly return \
            select set shift source then trap unset until while alias declare",
        functions: "cd echo printf read eval exec exit test sudo",
        ..LIKE_SHELL
    },
    Grammar {
        names: &["powershell", "ps1", "pwsh", "posh"],
        blocks: &[["<#", "#>"]],
        quotes: &[long("\""), raw("'", "'")],
        signs: &[('$', TokenKind::Key)],
        letters: "-",
        any_case: true,
        keywords: "begin break catch class continue data do dynamicparam else elseif end enum exit \
            filter finally for foreach from function if in param process return switch throw \
            trap try until using while",
        ..LIKE_SHELL
    },
    Grammar {
        names: &["dockerfile", "docker", "containerfile"],
        signs: &[('$', TokenKind::Key)],
        calls: false,
        keywords: "FROM AS RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR \
            ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL",
        ..LIKE_SHELL
    },
    Grammar {
        names: &["makefile", "make", "mk", "cmake", "just", "justfile"],
        signs: &[('$', TokenKind::Key)],
        brackets: &[["$(", ")"], ["${", "}"]],
        keys: Keys::First(':'),
        letters: "-.",
        keywords: "define else elseif endef endforeach endfunction endif endmacro export foreach \
            function if ifdef ifeq ifndef ifneq include macro override return unexport",
        ..LIKE_SHELL
    },
    Grammar {
        names: &["nginx", "apache", "conf", "caddyfile"],
        calls: false,
        signs: &[('$', TokenKind::Key)],
        letters: "-",
        keywords: "events http if location map server set types upstream",
        values: "on off",
        ..LIKE_SHELL
    },
    Grammar {
        names: &["terraform", "tf", "hcl", "nix"],
        blocks: &[["/*", "*/"]],
        quotes: &[raw("''", "''"), long("\"")],
        comments: &["#", "//"],
        letters: "-",
        keys: Keys::First('='),
        keywords: "assert data dynamic else for if in inherit let locals module moved output provider \
            rec resource terraform then variable with",
        ..LIKE_SHELL
    },
    Grammar {
        names: &["toml"],
        sections: true,
        quotes: &PYTHON_QUOTES,
        letters: "-.",
        calls: false,
        keys: Keys::First('='),
        ..LIKE_SHELL
    },
    Grammar {
        names: &["ini", "cfg", "properties", "editorconfig", "gitconfig", "systemd", "desktop"],
        comments: &["#", ";"],
        sections: true,
        quotes: &[short("\"")],
        letters: "-.",
        calls: false,
        keys: Keys::First('='),
        ..LIKE_SHELL
    },
    Grammar {
        names: &["yaml", "yml"],
        quotes: &[short("\""), short("'")],
        letters: "-./",
        calls: false,
        keys: Keys::First(':'),
        signs: &[('&', TokenKind::Meta), ('*', TokenKind::Meta), ('!', TokenKind::Type)],
        values: "true false null yes no on off",
        ..LIKE_SHELL
    },
    Grammar {
        names: &["json", "json5", "jsonc", "geojson", "ipynb", "webmanifest"],
        comments: &["//"],
        blocks: &[["/*", "*/"]],
        calls: false,
        keys: Keys::Anywhere(':'),
        values: "true false null",
        ..BARE
    },
    Grammar {
        names: &["graphql", "gql"],
        comments: &["#"],
        quotes: &[long("\"\"\""), short("\"")],
        signs: &[('$', TokenKind::Key), ('@', TokenKind::Meta)],
        capitals: true,
        calls: false,
        keywords: "directive enum extend fragment implements input interface mutation on query scalar \
            schema subscription type union",
        values: "true false null",
        ..BARE
    },
    Grammar {
        names: &["tex", "latex", "bibtex", "context"],
        comments: &["%"],
        quotes: &[],
        calls: false,
        signs: &[('\\', TokenKind::Keyword), ('@', TokenKind::Keyword)],
        letters: "@",
        ..BARE
    },
    Grammar {
        names: &["fortran", "f90", "f95"],
        comments: &["!"],
        quotes: &[short("\""), short("'")],
        any_case: true,
        keywords: "allocatable allocate call case contains cycle deallocate dimension do else elseif \
            end enddo endif exit format function if implicit in inout intent interface kind \
            module none only open out parameter pointer print private program public pure read \
            recursive result return save select subroutine target then use where while write",
        types: "character complex integer logical real type double precision",
        ..BARE
    },
    Grammar {
        names: &["pascal", "delphi", "ada", "vhdl"],
        comments: &["//", "--"],
        blocks: &[["(*", "*)"], ["{", "}"]],
        quotes: &[short("'"), short("\"")],
        any_case: true,
        keywords: "and architecture array as begin body case class component const constructor declare \
            destructor div do downto else elsif end entity exit for function generic goto if \
            implementation in inherited inline interface is loop map mod nil not object of or \
            others out override package port private procedure process program property \
            protected public range record repeat return set signal subtype then to type unit \
            until use uses var virtual when while with xor",
        types: "boolean byte char double integer real single string natural positive std_logic \
            std_logic_vector",
        values: "true false",
        ..BARE
    },
    Grammar {
        names: &["asm", "assembly", "nasm", "x86asm", "gas", "armasm"],
        comments: &[";", "#", "//"],
        quotes: &[short("\""), short("'")],
        signs: &[('.', TokenKind::Meta), ('%', TokenKind::Key), ('$', TokenKind::Number)],
        calls: false,
        keys: Keys::First(':'),
        keywords: "section global extern db dd dw dq equ resb times",
        functions: "add and call cmp dec div idiv imul inc int ja jae jb jbe je jg jge jl jle jmp jne \
            jnz jz lea mov movzx mul nop not or pop push ret sar shl shr sub syscall test xor \
            ldr str bl bx",
        ..BARE
    },
];
