/**
 * Returns the script that makes bash complete a program. It is ours because that of `@bomb.sh/tab` runs the words of the
 * line through `eval`, so that Tab would run what stands in `$(...)`, needs the bash-completion package, and can be loaded
 * once only. Bash takes = and : for ends of words, hence the prefix that is taken off again.
 */
export function bashScript(program: string): string {
  const name = `_${program}_complete`;
  return `# bash completion for ${program}
${name}() {
  local line="\${COMP_LINE:0:COMP_POINT}" current prefix value
  local -a words
  read -ra words <<< "\${line//$'\\n'/ }"
  [[ "$line" == *[[:space:]] ]] && words+=("")
  current="\${words[\${#words[@]}-1]}"
  prefix="\${current%"\${current##*[=:]}"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    case "$value" in
      :4) compopt +o default 2> /dev/null ;;
      :*) ;;
      *) COMPREPLY+=("\${value#"$prefix"}") ;;
    esac
  done < <(${program} complete -- "\${words[@]:1}" 2> /dev/null)
  [[ \${#COMPREPLY[@]} -eq 1 && "\${COMPREPLY[0]}" == *[=:,] ]] && compopt -o nospace 2> /dev/null
  return 0
}
complete -o default -F ${name} ${program}
`;
}
