/**
 * Returns the script that makes bash complete a program. We do not use that of `@bomb.sh/tab`: it passes the words of
 * the line through `eval`, so Tab would run the contents of `$(...)`; it needs the bash-completion package and can be
 * loaded only once. Bash splits words at = and :, so the script removes that prefix again.
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
