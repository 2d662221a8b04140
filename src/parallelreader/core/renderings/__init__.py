"""How every version renders a Chinese term: what stands for each occurrence, and counts over all."""
