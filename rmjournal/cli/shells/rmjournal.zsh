#compdef rmjournal
# Completion of rmjournal for zsh. In ~/.zshrc, after compinit:  eval "$(rmjournal completion zsh)"

_rmjournal() {
    local line
    local -a given candidates
    given=("${(@Q)words[2,CURRENT]}")
    for line in "${(@f)$(_RMJOURNAL_COMPLETE=zsh ${(Q)words[1]} "${given[@]}" 2>/dev/null)}"; do
        case "$line" in
            '') ;;
            :files) compset -P '--*='; _files ;;
            :directories) compset -P '--*='; _files -/ ;;
            *) candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
        esac
    done
    (( ${#candidates} )) && _describe -V rmjournal candidates
}

if [[ "$funcstack[1]" == "_rmjournal" ]]; then
    _rmjournal "$@"
else
    compdef _rmjournal rmjournal
fi
